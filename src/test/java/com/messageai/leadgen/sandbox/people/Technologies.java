package com.messageai.leadgen.sandbox.people;

import java.util.List;
import java.util.Map;

/** What companies run on, with the slugs and categories that Clearbit uses. */
public final class Technologies {

    private static final Map<String, List<String>> POOLS = Map.of(
            "software",
                    List.of(
                            "amazon_web_services",
                            "google_cloud",
                            "microsoft_azure",
                            "kubernetes",
                            "docker",
                            "postgresql",
                            "redis",
                            "elasticsearch",
                            "datadog",
                            "new_relic",
                            "cloudflare",
                            "github",
                            "segment",
                            "stripe",
                            "hubspot",
                            "salesforce",
                            "intercom",
                            "zendesk",
                            "slack",
                            "terraform",
                            "apache_kafka",
                            "snowflake",
                            "pagerduty",
                            "nginx",
                            "mongodb"),
            "commerce",
                    List.of(
                            "shopify",
                            "magento",
                            "woocommerce",
                            "klaviyo",
                            "google_analytics",
                            "google_tag_manager",
                            "facebook_advertiser",
                            "stripe",
                            "adyen",
                            "zendesk",
                            "hotjar",
                            "cloudflare",
                            "mailchimp",
                            "algolia",
                            "salesforce_commerce_cloud",
                            "trustpilot"),
            "industrial",
                    List.of(
                            "sap",
                            "sap_successfactors",
                            "microsoft_office_365",
                            "microsoft_dynamics",
                            "siemens_plm",
                            "autodesk",
                            "citrix",
                            "oracle",
                            "personio",
                            "workday",
                            "servicenow",
                            "typo3",
                            "microsoft_azure"),
            "finance",
                    List.of(
                            "oracle",
                            "salesforce",
                            "bloomberg",
                            "microsoft_azure",
                            "snowflake",
                            "tableau",
                            "workday",
                            "servicenow",
                            "okta",
                            "marketo",
                            "akamai",
                            "amazon_web_services"),
            "marketing",
                    List.of(
                            "hubspot",
                            "marketo",
                            "google_analytics",
                            "google_tag_manager",
                            "facebook_advertiser",
                            "semrush",
                            "wordpress",
                            "mailchimp",
                            "hotjar",
                            "asana",
                            "figma"),
            "health",
                    List.of(
                            "epic",
                            "salesforce",
                            "oracle",
                            "microsoft_office_365",
                            "veeva",
                            "tableau",
                            "workday",
                            "okta"),
            "office",
                    List.of(
                            "microsoft_office_365",
                            "google_apps",
                            "wordpress",
                            "google_analytics",
                            "mailchimp",
                            "salesforce",
                            "zoom",
                            "docusign",
                            "quickbooks",
                            "slack"));

    private Technologies() {}

    static List<String> of(Industry industry) {
        return POOLS.get(industry.stack());
    }

    /** The category of a technology in Clearbit's {@code techCategories}. */
    public static String category(String technology) {
        return switch (technology) {
            case "salesforce", "hubspot", "microsoft_dynamics" -> "crm";
            case "amazon_web_services", "google_cloud", "microsoft_azure", "kubernetes", "docker" -> "web_hosting";
            case "datadog", "new_relic", "pagerduty" -> "monitoring";
            case "stripe", "adyen" -> "payment";
            case "google_analytics", "hotjar", "segment", "tableau", "snowflake" -> "analytics";
            case "zendesk", "intercom", "servicenow" -> "customer_support";
            case "shopify", "magento", "woocommerce", "salesforce_commerce_cloud" -> "ecommerce";
            case "marketo", "mailchimp", "klaviyo" -> "marketing_automation";
            case "sap", "sap_successfactors", "workday", "personio", "oracle" -> "human_capital_management";
            case "okta" -> "authentication_services";
            default -> "productivity";
        };
    }
}
