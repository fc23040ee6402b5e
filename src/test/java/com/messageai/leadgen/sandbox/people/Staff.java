package com.messageai.leadgen.sandbox.people;

import java.util.LinkedHashMap;
import java.util.Map;

/** Who works at companies of a kind, apart from the leaders that their segment is sure to have: roles with weights. */
final class Staff {

    private static final String OFFICE =
            "ceo 3,cfo 3,finance_director 4,accountant 6,sales_manager 5,account_executive 5,biz_dev 3,head_marketing 2,"
                    + "marketing_manager 4,content 4,head_hr 2,hr_manager 3,recruiter 2,assistant 5,program_manager 5,"
                    + "ops_manager 4,general_counsel 1,lawyer 3,it_director 2,it_admin 3,support 3,pr 2,volunteer 1,intern 2";
    private static final Map<String, Map<String, Integer>> BY_STACK = Map.of(
            "software",
                    parse(
                            "engineer 14,staff_engineer 12,engineering_manager 6,sre 5,data_engineer 4,head_data 2,qa 4,"
                                    + "ciso 1,cio 1,cpo_product 2,vp_product 3,product_manager 7,designer 4,cmo 2,vp_marketing 2,"
                                    + "marketing_manager 4,content 3,cro 2,vp_sales 3,sales_manager 4,account_executive 7,"
                                    + "sales_engineer 5,customer_success 5,support 4,head_hr 1,hr_manager 2,recruiter 4,cfo 2,"
                                    + "accountant 2,assistant 3,intern 3,program_manager 3,general_counsel 1,head_engineering 1,owner 1"),
            "commerce",
                    parse(
                            "marketing_manager 9,content 8,head_marketing 3,sales_manager 6,support 7,customer_success 3,"
                                    + "ops_director 4,ops_manager 7,ops_staff 5,purchasing 6,product_manager 4,designer 4,engineer 4,"
                                    + "it_director 2,cto 1,cfo 2,accountant 4,hr_manager 3,recruiter 1,assistant 3,owner 2,intern 2,pr 2"),
            "industrial",
                    parse(
                            "ops_staff 14,ops_manager 9,ops_director 6,purchasing 6,sales_manager 6,sales_engineer 5,engineer 4,"
                                    + "staff_engineer 3,program_manager 5,it_director 3,it_admin 3,cio 1,cfo 3,finance_director 3,"
                                    + "accountant 4,hr_manager 2,recruiter 2,head_hr 1,marketing_manager 3,pr 1,assistant 4,intern 3,"
                                    + "safety 2,scientist 2,owner 1,qa 2"),
            "finance", parse(OFFICE + ",accountant 10,partner 6,ciso 2,cio 2,data_engineer 2,consultant 4"),
            "marketing", parse(OFFICE + ",content 14,designer 6,marketing_manager 10,partner 2,vp_marketing 3,cmo 2"),
            "health", parse(OFFICE + ",clinician 22,scientist 14,ops_director 3,educator 2"),
            "office", parse(OFFICE + ",consultant 8,partner 4,lawyer 4,educator 8,realtor 4,safety 1,owner 3"));

    private Staff() {}

    static Map<String, Integer> of(Industry industry) {
        return BY_STACK.get(industry.stack());
    }

    private static Map<String, Integer> parse(String text) {
        Map<String, Integer> weights = new LinkedHashMap<>();
        for (String entry : text.split(",")) {
            String[] cell = entry.split(" ");
            weights.merge(cell[0], Integer.parseInt(cell[1]), Integer::sum);
        }
        return weights;
    }
}
