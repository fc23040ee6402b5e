package com.messageai.leadgen.sandbox.people;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.List;
import java.util.Map;

/**
 * An industry with the names that LinkedIn (and Hunter, which uses the same words) and Clearbit have for it.
 *
 * @param id LinkedIn's number: {@code urn:li:industry:4}
 * @param stack which pool of {@link Technologies} its companies draw from
 */
public record Industry(
        int id,
        String name,
        String sector,
        String group,
        String category,
        String subCategory,
        String stack,
        List<String> tags) {

    private static final String TABLE = """
        4|Software Development|Information Technology|Software & Services|Internet Software & Services|Application Software|software|SAAS,B2B,Enterprise,Technology
        6|Technology, Information and Internet|Information Technology|Software & Services|Internet Software & Services|Internet|software|B2C,Internet,SAAS,Technology
        96|IT Services and IT Consulting|Information Technology|Software & Services|IT Services|IT Consulting & Other Services|software|B2B,Information Technology & Services,Consulting
        118|Computer and Network Security|Information Technology|Software & Services|Internet Software & Services|Systems Software|software|SAAS,B2B,Security
        3|Computer Hardware Manufacturing|Information Technology|Technology Hardware & Equipment|Technology Hardware, Storage & Peripherals|Computer Hardware|industrial|B2B,Computer Hardware,Manufacturing
        7|Semiconductor Manufacturing|Information Technology|Semiconductors & Semiconductor Equipment|Semiconductors & Semiconductor Equipment|Semiconductors|industrial|B2B,Semiconductors,Manufacturing
        8|Telecommunications|Telecommunication Services|Telecommunication Services|Diversified Telecommunication Services|Integrated Telecommunication Services|office|B2B,B2C,Telecommunications
        84|Information Services|Information Technology|Software & Services|Internet Software & Services|Data Processing & Outsourced Services|software|B2B,Information Services
        43|Financial Services|Financials|Diversified Financials|Diversified Financial Services|Consumer Finance|finance|B2B,B2C,Financial Services
        41|Banking|Financials|Banks|Banks|Regional Banks|finance|B2C,Banking & Mortgages
        42|Insurance|Financials|Insurance|Insurance|Property & Casualty Insurance|finance|B2C,Insurance
        46|Investment Management|Financials|Diversified Financials|Capital Markets|Asset Management & Custody Banks|finance|B2B,Investment Management
        106|Venture Capital and Private Equity Principals|Financials|Diversified Financials|Capital Markets|Investment Banking & Brokerage|finance|B2B,Venture Capital
        47|Accounting|Industrials|Commercial & Professional Services|Professional Services|Accounting|office|B2B,Accounting
        11|Business Consulting and Services|Industrials|Commercial & Professional Services|Professional Services|Management Consulting|office|B2B,Consulting & Professional Services
        80|Advertising Services|Consumer Discretionary|Media|Media|Advertising|marketing|B2B,Advertising
        1862|Marketing Services|Consumer Discretionary|Media|Media|Marketing & Advertising|marketing|B2B,Marketing & Advertising
        104|Staffing and Recruiting|Industrials|Commercial & Professional Services|Professional Services|Human Resource & Employment Services|office|B2B,Human Resources,Recruiting
        14|Hospitals and Health Care|Health Care|Health Care Equipment & Services|Health Care Providers & Services|Health Care Services|health|B2C,Health Care
        15|Pharmaceutical Manufacturing|Health Care|Pharmaceuticals, Biotechnology & Life Sciences|Pharmaceuticals|Pharmaceuticals|health|B2B,Pharmaceuticals
        12|Biotechnology Research|Health Care|Pharmaceuticals, Biotechnology & Life Sciences|Biotechnology|Biotechnology|health|B2B,Biotechnology
        17|Medical Equipment Manufacturing|Health Care|Health Care Equipment & Services|Health Care Equipment & Supplies|Health Care Equipment|industrial|B2B,Medical Devices,Manufacturing
        25|Manufacturing|Industrials|Capital Goods|Machinery|Industrial Machinery & Equipment|industrial|B2B,Manufacturing,Machinery
        53|Motor Vehicle Manufacturing|Consumer Discretionary|Automobiles & Components|Automotive|Automotive Parts & Equipment|industrial|B2B,Automotive,Manufacturing
        27|Retail|Consumer Discretionary|Retailing|Internet & Catalog Retail|E-Commerce & Marketplaces|commerce|B2C,E-commerce,Retail
        44|Real Estate|Real Estate|Real Estate|Real Estate Management & Development|Real Estate|office|B2C,Real Estate
        48|Construction|Industrials|Capital Goods|Construction & Engineering|Construction & Engineering|industrial|B2B,Construction
        57|Oil and Gas|Energy|Energy Equipment & Services|Oil, Gas & Consumable Fuels|Oil & Gas|industrial|B2B,Energy
        59|Utilities|Utilities|Utilities|Utilities|Electric Utilities|industrial|B2C,Energy & Utilities
        68|Higher Education|Consumer Discretionary|Diversified Consumer Services|Diversified Consumer Services|Higher Education|office|Education,Universities
        132|E-Learning Providers|Consumer Discretionary|Diversified Consumer Services|Diversified Consumer Services|Education Services|software|B2C,E-Learning,SAAS
        9|Law Practice|Industrials|Commercial & Professional Services|Professional Services|Legal Services|office|B2B,Law Practice
        31|Hospitality|Consumer Discretionary|Consumer Services|Hotels, Restaurants & Leisure|Hotels, Resorts & Cruise Lines|commerce|B2C,Hospitality
        116|Transportation, Logistics, Supply Chain and Storage|Industrials|Transportation|Air Freight & Logistics|Shipping & Logistics|industrial|B2B,Transportation,Logistics
        75|Government Administration|Government|Government|Government|Government|office|Government
        100|Non-profit Organizations|Non-Profit|Non-Profit|Non-Profit & Philanthropy|Non-Profit & Philanthropy|office|Non-Profit
        """;

    private static final List<Industry> ALL = TABLE.lines()
            .map(line -> line.split("\\|"))
            .map(cell -> new Industry(
                    Integer.parseInt(cell[0]),
                    cell[1],
                    cell[2],
                    cell[3],
                    cell[4],
                    cell[5],
                    cell[6],
                    List.of(cell[7].split(","))))
            .toList();
    private static final Map<Integer, Industry> BY_ID =
            ALL.stream().collect(toUnmodifiableMap(Industry::id, identity()));

    public static List<Industry> all() {
        return ALL;
    }

    public static boolean exists(int id) {
        return BY_ID.containsKey(id);
    }

    static Industry of(int id) {
        return BY_ID.get(id);
    }

    public String urn() {
        return "urn:li:industry:" + id;
    }
}
