package com.messageai.leadgen.sandbox.people;

import static java.util.stream.Collectors.groupingBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Something people of a field have on their mind.
 *
 * @param interest how it is listed as an interest: {@code cloud cost}
 * @param pain what hurts, to follow "struggling with"
 * @param goal what they are after, to follow "working to"
 * @param skills what they list beside it
 * @param interestId Facebook's number of the interest
 */
public record Topic(String group, String interest, String pain, String goal, List<String> skills, String interestId) {

    private static final String TABLE = """
        engineering|DevOps|slow releases and manual deployments|ship to production many times a day without fear|DevOps,CI/CD,Terraform
        engineering|cloud cost|a cloud bill that grows faster than revenue|cut infrastructure spend by a third without slowing anybody down|AWS,FinOps,Cloud Architecture
        engineering|platform engineering|every team reinventing its own tooling|give our developers an internal platform they love|Platform Engineering,Kubernetes,Internal Developer Platforms
        engineering|scaling|a monolith that no longer scales with our customers|scale the platform to ten times the load|Distributed Systems,Scalability,Microservices
        engineering|reliability|too many incidents at night and alerts nobody trusts|reach four nines and let people sleep|SRE,Observability,Incident Management
        engineering|Kubernetes|clusters that only two people understand|run everything on Kubernetes with sane defaults|Kubernetes,Docker,Helm
        engineering|developer productivity|builds that take forty minutes and flaky tests|halve the lead time from commit to customer|Developer Experience,Testing,Build Systems
        engineering|technical debt|ten years of technical debt under a roadmap that never pauses|modernise the legacy core step by step|Software Architecture,Refactoring,Java
        engineering|engineering leadership|growing a team of eight into sixty without losing speed|hire and keep great engineers|Engineering Management,Hiring,Mentoring
        engineering|open source|giving too little back to the projects we depend on|open more of what we build|Open Source,Linux,Go
        engineering|artificial intelligence|turning experiments with language models into products|bring machine learning into every workflow|Machine Learning,Python,LLMs
        engineering|mobile apps|two mobile code bases that drift apart|rebuild our apps on one stack|iOS,Android,React Native
        engineering|embedded systems|firmware updates in the field|bring modern tooling to embedded teams|C++,Embedded Systems,RTOS
        engineering|agile|ceremonies without outcomes|make small teams truly autonomous|Agile Methodologies,Scrum,Kanban
        engineering|web performance|pages that load slowly on cheap phones|make the web fast for everybody|JavaScript,React,TypeScript
        data|data platform|reports that disagree with each other|build one data platform the whole company trusts|SQL,Snowflake,dbt
        data|machine learning|models that never leave the notebook|put models into production safely|Python,PyTorch,MLOps
        data|data governance|nobody knowing who owns which table|make data a product with owners|Data Governance,Data Modeling,Airflow
        data|business intelligence|dashboards nobody reads|get answers to the business within minutes|Tableau,Power BI,Looker
        security|zero trust|a perimeter that no longer exists|bring zero trust to every service|Zero Trust,IAM,Network Security
        security|compliance|audits that eat whole quarters|automate SOC 2 and ISO 27001 evidence|ISO 27001,SOC 2,Risk Management
        security|application security|vulnerabilities found after the release|shift security left|AppSec,Threat Modeling,Penetration Testing
        it|digital workplace|tool sprawl and shadow IT|give everybody one calm digital workplace|Microsoft 365,ITIL,Endpoint Management
        it|ERP|an ERP migration that never ends|finish the move to S/4HANA|SAP,ERP,Change Management
        it|IT service management|tickets that bounce between teams|automate the service desk|ServiceNow,ITSM,Automation
        it|cloud migration|data centres we should have left years ago|move the last workloads to the cloud|Azure,VMware,Cloud Migration
        product|product discovery|building features nobody asked for|talk to customers every week|Product Discovery,User Research,Roadmapping
        product|product-led growth|trials that never convert|let the product sell itself|Product-Led Growth,A/B Testing,Analytics
        product|design systems|an interface made of five design languages|ship one design system|Figma,Design Systems,Accessibility
        product|roadmapping|a roadmap driven by the loudest customer|tie every bet to an outcome|Product Strategy,OKRs,Prioritization
        marketing|customer acquisition cost|acquisition costs that rise every quarter|lower acquisition cost while growing|Performance Marketing,Google Ads,Paid Social
        marketing|e-commerce|abandoned carts and thin margins|double online revenue across Europe|E-Commerce,Shopify,Conversion Optimization
        marketing|marketing automation|campaigns stitched together by hand|automate the customer journey from first click to repeat purchase|Marketing Automation,HubSpot,CRM
        marketing|customer loyalty|customers who buy once and never come back|raise repeat purchases and lifetime value|CRM,Loyalty Programs,E-Mail Marketing
        marketing|personalisation|one newsletter for everybody|show each customer what matters to them|Personalization,Customer Data Platforms,Segmentation
        marketing|attribution|not knowing which channel really works|measure marketing without third-party cookies|Marketing Analytics,Google Analytics,Attribution
        marketing|brand|a brand that people confuse with its competitors|build a brand people recommend|Brand Strategy,Storytelling,Public Relations
        marketing|social media|chasing every new channel|grow a community rather than an audience|Social Media,Influencer Marketing,Content Strategy
        marketing|search engine optimisation|organic traffic that fell after the last update|rank for what customers really ask|SEO,Content Marketing,Copywriting
        marketing|events|trade fairs without follow-up|fill rooms with the right people|Event Management,Sponsoring,Field Marketing
        sales|pipeline generation|a pipeline that is wide and shallow|build predictable pipeline|Prospecting,Outbound Sales,Salesforce
        sales|sales enablement|new sellers who need nine months to ramp|halve the ramp time of the team|Sales Enablement,Coaching,MEDDIC
        sales|forecasting|forecasts that are wrong every quarter|forecast within five percent|Forecasting,CRM,Revenue Operations
        sales|partnerships|partners who sign and then go quiet|earn a third of revenue through partners|Channel Sales,Negotiation,Partner Management
        support|customer success|churn that we notice too late|turn support into a reason to stay|Customer Success,Onboarding,Zendesk
        support|self-service|the same ten questions every day|answer half of all questions by self-service|Knowledge Management,Chatbots,Customer Experience
        people|recruiting|vacancies that stay open for half a year|fill skilled positions in under sixty days|Recruiting,Employer Branding,Active Sourcing
        people|skills shortage|a shortage of skilled workers in production|train and keep skilled people on the shop floor|Vocational Training,Workforce Planning,Upskilling
        people|digital HR|personnel files on paper and spreadsheets for everything|digitise HR from application to payslip|HR Software,SAP SuccessFactors,Process Automation
        people|employee retention|good people leaving after two years|halve the turnover among shift workers|Employee Retention,Engagement Surveys,Compensation
        people|shift planning|shift plans made at midnight in a spreadsheet|plan shifts fairly and in minutes|Workforce Management,Time Tracking,Works Councils
        people|company culture|two cultures after a merger|make leadership something people can learn|Leadership Development,Change Management,Coaching
        people|diversity|the same faces in every leadership round|open leadership to everybody|Diversity & Inclusion,Labour Law,Mediation
        people|payroll|payroll errors in five countries|run payroll without a single correction|Payroll,Labour Law,Benefits
        finance|financial planning|a budget that is outdated when it is signed|plan continuously|FP&A,Financial Modeling,Excel
        finance|cash flow|invoices paid sixty days late|shorten the cash cycle|Treasury,Accounts Receivable,Controlling
        finance|audit|closing the month in fifteen days|close within three days|IFRS,Auditing,Tax
        finance|fundraising|explaining the numbers to investors again and again|prepare the company for its next round|Fundraising,M&A,Valuation
        operations|supply chain|suppliers who deliver late without telling us|see a shortage before it stops a line|Supply Chain Management,S&OP,Logistics
        operations|lean production|waste we have got used to|bring lean thinking to every shift|Lean Manufacturing,Six Sigma,Kaizen
        operations|project delivery|projects that are green until the last week|deliver on time, every time|Project Management,Risk Management,Stakeholder Management
        operations|sustainability|energy costs and emissions reports|reach net zero without greenwashing|Sustainability,ESG,Energy Management
        operations|workplace|an office nobody comes to|make work pleasant wherever it happens|Facilities,Event Planning,Calendar Management
        legal|privacy|contracts that wait for review for weeks|make compliance easy to follow|GDPR,Contract Law,Compliance
        legal|contract management|finding the right version of a contract|sign contracts in a day|Contract Management,Negotiation,Corporate Law
        leadership|strategy|growth that outruns our processes|build a company that lasts|Strategy,Leadership,Business Development
        leadership|entrepreneurship|doing everything oneself|found things that matter|Entrepreneurship,Fundraising,Public Speaking
        leadership|business transformation|transformations that stop at the slides|help companies change for real|Change Management,Consulting,Facilitation
        leadership|venture capital|seeing the good deals too late|back founders early|Venture Capital,Due Diligence,Board Governance
        health|digital health|clinicians who type more than they heal|bring time back to patients|Clinical Research,Digital Health,Patient Care
        health|clinical trials|trials that recruit too slowly|bring therapies to patients sooner|Clinical Trials,GCP,Biostatistics
        education|e-learning|courses that nobody finishes|make learning stick|Instructional Design,E-Learning,Curriculum Development
        education|teaching|too many students per class|teach people how to think|Teaching,Research,Academic Writing
        engineering|game development|crunch before every release|make games without crunch|Unity,C#,Game Design
        engineering|blockchain|explaining ledgers to people who need a database|find the few cases where ledgers help|Solidity,Cryptography,Rust
        engineering|internet of things|sensors that go silent in the cellar|connect every machine we ever sold|MQTT,Edge Computing,Electronics
        engineering|digital accessibility|screens that nobody can read aloud|make our products usable for everybody|WCAG,User Testing,HTML
        engineering|patents|disclosure forms and patent lawyers|turn inventions into patents|Intellectual Property,Technical Writing,Research
        marketing|market research|surveys that only our friends answer|know our buyers better than they do|Market Research,Statistics,Focus Groups
        marketing|packaging design|boxes that are mostly air|make unboxing a pleasure|Packaging,Print Production,Adobe Illustrator
        marketing|store design|shops that look like warehouses|bring people back to the high street|Visual Merchandising,Retail Design,Lighting
        marketing|corporate communications|press releases that nobody prints|speak with one voice|Media Relations,Speech Writing,Crisis Communication
        people|occupational health|back pain and too many sick days|keep people healthy to their pension|Occupational Safety,Ergonomics,First Aid
        people|pensions|explaining the company pension every spring|a pension everybody understands|Pension Schemes,Actuarial Basics,Insurance
        people|expatriates|visas that arrive after the project|make moving abroad easy|Global Mobility,Immigration Law,Taxation
        people|remote work|meetings that start at any hour|agree how we work from anywhere|Hybrid Work,Facilitation,Microsoft Teams
        people|labour relations|three unions and one table|settle before anybody strikes|Collective Bargaining,Mediation,Labour Law
        """;

    private static final List<Topic> ALL = parse();
    private static final Map<String, List<Topic>> BY_GROUP = ALL.stream().collect(groupingBy(Topic::group));

    private static List<Topic> parse() {
        List<String[]> rows = TABLE.lines().map(line -> line.split("\\|")).toList();
        List<Topic> topics = new java.util.ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            String[] cell = rows.get(i);
            topics.add(new Topic(
                    cell[0],
                    cell[1].intern(),
                    cell[2],
                    cell[3],
                    Arrays.stream(cell[4].split(",")).map(String::intern).toList(),
                    String.valueOf(6_003_000_001L + i)));
        }
        return List.copyOf(topics);
    }

    public static List<Topic> all() {
        return ALL;
    }

    static List<Topic> of(String group) {
        return BY_GROUP.get(group);
    }
}
