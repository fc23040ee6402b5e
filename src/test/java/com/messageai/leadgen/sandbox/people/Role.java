package com.messageai.leadgen.sandbox.people;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What somebody does, apart from how the title is spelled.
 *
 * @param function LinkedIn's job function, 1 to 26
 * @param seniority LinkedIn's seniority, 1 to 10
 * @param titleId LinkedIn's number of the standardised title
 * @param title the standardised title
 * @param department Hunter's word
 * @param topics which {@link Topic}s people of this role care for
 */
public record Role(
        String key,
        int function,
        int seniority,
        int titleId,
        String title,
        String clearbitRole,
        @Nullable String subRole,
        String department,
        String topics,
        Map<String, List<String>> spellings) {

    private static final String TABLE = """
        cto|8|8|153|Chief Technology Officer|engineering|software_engineer|executive|engineering|CTO;CTO;CTO;Chief Technology Officer;Chief Technology Officer;Chief Technology Officer (CTO);CTO & Co-Founder;Co-founder and CTO;Co-Founder / CTO;Chief Technical Officer;Interim CTO;Fractional CTO;Group CTO;C.T.O.|CTO;Technischer Leiter (CTO);Technischer Geschäftsführer / CTO;Chief Technology Officer|Directeur technique (CTO);Directrice technique;CTO;Directeur de la technologie|Director de Tecnología (CTO);Directora de Tecnología;CTO
        vp_engineering|8|7|340|Vice President of Engineering|engineering|software_engineer|executive|engineering|VP Engineering;VP Engineering;VP of Engineering;VP of Engineering;VP of Eng;VP Eng;Vice President, Engineering;Vice President of Engineering;Vice President Engineering;VP, Engineering;SVP Engineering;Senior Vice President of Engineering;VP Software Engineering;VP Platform Engineering;EVP, Engineering & Product;VP Engineering & Operations|Bereichsleiter Softwareentwicklung;VP Engineering;Vice President Engineering|Vice-président ingénierie;VP Ingénierie;VP Engineering|Vicepresidente de Ingeniería;VP de Ingeniería
        head_engineering|8|6|341|Head of Engineering|engineering|software_engineer|it|engineering|Head of Engineering;Head of Platform;Head of Platform Engineering;Head of Infrastructure;Director of Engineering;Engineering Director;Director, Software Engineering;Head of Software Development;Sr. Director of Engineering;Head of DevOps|Leiter Softwareentwicklung;Leiterin Softwareentwicklung;Head of Engineering;Entwicklungsleiter|Responsable ingénierie;Directeur ingénierie;Head of Engineering|Jefe de Ingeniería;Directora de Ingeniería
        engineering_manager|8|5|342|Engineering Manager|engineering|software_engineer|it|engineering|Engineering Manager;Software Engineering Manager;Manager, Engineering;Sr. Engineering Manager;Team Lead, Backend|Teamleiter Softwareentwicklung;Entwicklungsleiter Backend|Responsable d'équipe technique|Responsable de equipo de desarrollo
        staff_engineer|8|4|9|Staff Software Engineer|engineering|software_engineer|it|engineering|Staff Software Engineer;Senior Software Engineer;Sr. Software Engineer;Principal Engineer;Lead Developer;Senior Backend Engineer;Tech Lead|Senior Softwareentwickler;Senior Softwareentwicklerin|Développeur senior;Ingénieure logiciel senior|Ingeniero de software sénior
        engineer|8|3|10|Software Engineer|engineering|software_engineer|it|engineering|Software Engineer;Software Developer;Backend Developer;Full Stack Developer;Frontend Engineer;Software Engineer II|Softwareentwickler;Softwareentwicklerin|Développeur full stack;Développeuse|Desarrollador de software;Desarrolladora web
        sre|8|4|343|Site Reliability Engineer|engineering|devops_engineer|it|engineering|Site Reliability Engineer;DevOps Engineer;Sr DevOps Engineer;Cloud Platform Engineer;SRE|DevOps Engineer;Systemingenieur Cloud|Ingénieur DevOps|Ingeniero DevOps
        data_engineer|8|4|344|Data Engineer|engineering|data_engineer|it|data|Data Engineer;Senior Data Engineer;Machine Learning Engineer;Analytics Engineer|Data Engineer|Ingénieure données|Ingeniera de datos
        head_data|24|6|345|Head of Data|research|data_science|it|data|Head of Data;Director of Data Science;Head of Analytics;VP Data;Director, Business Intelligence|Leiter Data & Analytics|Responsable data|Responsable de Datos
        qa|22|4|346|Quality Assurance Engineer|engineering|quality_assurance_engineer|it|engineering|QA Engineer;QA Lead;Test Automation Engineer;Senior SDET|Testmanager|Responsable qualité logicielle|Analista de QA
        ciso|13|8|347|Chief Information Security Officer|information_technology|information_technology|executive|security|CISO;Chief Information Security Officer;Head of Security;VP Security;Director of Information Security|Leiter Informationssicherheit (CISO)|RSSI;Responsable sécurité|Responsable de Ciberseguridad
        cio|13|8|163|Chief Information Officer|information_technology|information_technology|executive|it|CIO;Chief Information Officer;CIO & VP IT;Chief Digital Officer|CIO;Leiter IT / CIO;Bereichsleiter IT|DSI;Directeur des systèmes d'information|Director de Sistemas (CIO)
        it_director|13|6|348|Director of Information Technology|information_technology|information_technology|it|it|IT Director;Director of IT;Head of IT;Director, Information Technology|IT-Leiter;IT-Leiterin;Leiter EDV|Directeur informatique;Responsable informatique|Director de Informática
        it_admin|13|3|349|System Administrator|information_technology|information_technology|it|it|IT Support Specialist;System Administrator;IT Administrator;Help Desk Technician|Systemadministrator;IT-Administratorin|Technicien informatique|Técnico de sistemas
        cpo_product|19|8|350|Chief Product Officer|product|product|executive|product|Chief Product Officer;CPO;Chief Product & Technology Officer|Chief Product Officer|Directrice produit;Chief Product Officer|Director de Producto
        vp_product|19|7|351|Vice President of Product|product|product|executive|product|VP Product;VP of Product;Vice President, Product Management;Head of Product|Leiter Produktmanagement;Head of Product|Responsable produit|Jefa de Producto
        product_manager|19|5|352|Product Manager|product|product|management|product|Product Manager;Senior Product Manager;Group Product Manager;Technical Product Manager;Product Owner|Produktmanager;Produktmanagerin;Product Owner|Chef de produit;Cheffe de produit|Gestor de producto
        designer|3|4|353|Product Designer|product|product|design|product|Product Designer;UX Designer;Senior UX Designer;Design Lead|UX-Designerin|Designer UX|Diseñadora de producto
        program_manager|20|5|354|Program Manager|operations|project_management|management|operations|Program Manager;Technical Program Manager;Project Manager;Senior Project Manager;Delivery Manager;Scrum Master|Projektleiter;Projektleiterin|Chef de projet|Jefe de proyecto
        cmo|15|8|355|Chief Marketing Officer|marketing|marketing|executive|marketing|CMO;Chief Marketing Officer;Chief Marketing & Digital Officer;Global CMO;Chief Brand Officer|CMO;Marketingvorstand;Chief Marketing Officer|Directeur marketing (CMO);Directrice générale marketing;CMO|Director General de Marketing;CMO
        vp_marketing|15|7|356|Vice President of Marketing|marketing|marketing|executive|marketing|VP Marketing;VP of Marketing;Vice President, Marketing;SVP Marketing;VP Growth;VP Brand & Performance Marketing|Bereichsleiter Marketing;VP Marketing|Vice-présidente marketing;VP Marketing|Vicepresidenta de Marketing;VP Marketing
        head_marketing|15|6|357|Head of Marketing|marketing|marketing|marketing|marketing|Head of Marketing;Marketing Director;Director of Marketing;Head of E-Commerce;Head of Digital Marketing;Head of Performance Marketing;Director, E-commerce & Growth;Head of Growth;Head of CRM & Loyalty|Leiter Marketing;Leiterin Marketing;Marketingleiter;Marketingleiterin;Leiter E-Commerce;Head of Marketing|Directeur marketing;Directrice marketing;Responsable marketing;Directeur e-commerce;Directrice e-commerce et digital|Director de Marketing;Directora de Marketing;Responsable de Marketing;Director de E-commerce
        marketing_manager|15|5|358|Marketing Manager|marketing|marketing|marketing|marketing|Marketing Manager;Senior Marketing Manager;Digital Marketing Manager;E-Commerce Manager;Brand Manager;Campaign Manager|Marketing Manager;Marketingreferentin;E-Commerce Manager|Chargée de marketing;Chef de projet marketing|Responsable de campañas
        content|15|3|359|Content Specialist|marketing|content_marketing|marketing|marketing|Content Specialist;SEO Specialist;Social Media Manager;Content Writer;Marketing Coordinator|Social-Media-Managerin;SEO-Spezialist|Rédactrice web;Community manager|Especialista en contenidos
        cro|25|8|360|Chief Revenue Officer|sales|sales|executive|sales|Chief Revenue Officer;CRO;Chief Commercial Officer;Chief Sales Officer|Vertriebsvorstand;CSO|Directeur commercial général|Director Comercial
        vp_sales|25|7|361|Vice President of Sales|sales|sales|executive|sales|VP Sales;VP of Sales;Vice President, Sales;SVP Sales;VP Business Development|Vertriebsleiter;Vertriebsleiterin;VP Sales|VP Ventes;Directrice commerciale|Vicepresidente de Ventas
        sales_manager|25|5|362|Sales Manager|sales|account_executive|sales|sales|Sales Manager;Regional Sales Manager;Key Account Manager;Account Manager;Head of Sales Development|Gebietsverkaufsleiter;Key Account Manager|Responsable des ventes;Ingénieure commerciale|Responsable de ventas
        account_executive|25|3|363|Account Executive|sales|account_executive|sales|sales|Account Executive;Enterprise Account Executive;Sales Development Representative;SDR;Business Development Representative;Inside Sales|Vertriebsmitarbeiter Innendienst;Account Executive|Commercial sédentaire;Account Executive|Ejecutiva de cuentas
        sales_engineer|25|4|364|Sales Engineer|sales|sales|sales|sales|Sales Engineer;Senior Sales Engineer;Solutions Engineer;Pre-Sales Engineer;Solutions Architect, Pre-Sales|Vertriebsingenieur;Sales Engineer|Ingénieur avant-vente|Ingeniero preventa
        customer_success|26|5|365|Customer Success Manager|customer_service|customer_success|support|support|Customer Success Manager;Head of Customer Success;Support Team Lead;Customer Experience Manager;Director of Support|Leiterin Kundenservice;Customer Success Manager|Responsable service client|Responsable de atención al cliente
        support|26|3|366|Customer Support Specialist|customer_service|customer_service_specialist|support|support|Customer Support Specialist;Support Engineer;Customer Service Representative|Kundenbetreuer;Kundenbetreuerin|Conseillère clientèle|Agente de soporte
        chro|12|8|367|Chief Human Resources Officer|human_resources|human_resources|executive|people|CHRO;Chief Human Resources Officer;Chief People Officer;Chief People & Culture Officer|Personalvorstand;Arbeitsdirektorin;CHRO;Chief People Officer|DRH groupe;Chief People Officer|Directora General de Personas;CHRO
        vp_hr|12|7|368|Vice President of Human Resources|human_resources|human_resources|hr|people|VP HR;VP People;Vice President, Human Resources;VP People & Culture;SVP Human Resources|Bereichsleiter Personal;VP HR;Bereichsleiterin Human Resources|VP Ressources humaines|Vicepresidenta de Recursos Humanos
        head_hr|12|6|369|Head of Human Resources|human_resources|human_resources|hr|people|Head of HR;Head of People;HR Director;Director of Human Resources;Head of People & Culture;Director, People Operations;Head of Talent|Personalleiter;Personalleiterin;Leiter Personal;Leiterin Personal;Leiter Personalwesen;Leitung Human Resources;Head of HR;Leiterin HR DACH;Head of People & Culture|Directeur des ressources humaines;DRH;Directrice des ressources humaines|Director de Recursos Humanos;Directora de Personas
        hr_manager|12|5|370|Human Resources Manager|human_resources|human_resources|hr|people|HR Manager;HR Business Partner;People Operations Manager;Compensation & Benefits Manager|HR Business Partner;Personalreferent;Personalreferentin;HR-Managerin|Responsable RH;Responsable formation|Responsable de RRHH
        recruiter|12|4|371|Recruiter|recruiting|recruiting|hr|people|Technical Recruiter;Recruiter;Senior Talent Acquisition Partner;Sourcer;Talent Acquisition Specialist|Recruiterin;Recruiter Technik|Chargé de recrutement|Técnica de selección
        cfo|10|8|372|Chief Financial Officer|finance|finance|executive|finance|CFO;Chief Financial Officer;CFO & COO;Finance Director / CFO|CFO;Kaufmännischer Leiter;Kaufmännische Geschäftsführerin|DAF;Directeur administratif et financier|Director Financiero (CFO)
        finance_director|10|6|373|Director of Finance|finance|finance|finance|finance|Director of Finance;Head of Finance;VP Finance;Financial Controller;Head of FP&A|Leiter Finanzen;Leiterin Controlling;Controller|Contrôleuse de gestion;Responsable financier|Directora Financiera;Controller financiero
        accountant|1|3|374|Accountant|finance|accounting|finance|finance|Accountant;Senior Accountant;Financial Analyst;Payroll Specialist|Buchhalter;Bilanzbuchhalterin|Comptable|Contable
        ceo|9|8|8|Chief Executive Officer|leadership|ceo|executive|leadership|CEO;Chief Executive Officer;Founder & CEO;Co-Founder & CEO;Managing Director;President|Geschäftsführer;Geschäftsführerin;Geschäftsführender Gesellschafter;CEO|PDG;Directeur général;Présidente|Directora General;CEO;Consejero Delegado
        owner|9|10|35|Owner|leadership|founder|executive|leadership|Owner;Founder;Business Owner;Owner / Operator|Inhaber;Inhaberin|Gérant;Fondatrice|Propietario
        partner|6|9|375|Partner|leadership|partner|executive|leadership|Partner;Managing Partner;General Partner;Senior Partner|Partnerin;Partner|Associé;Associée gérante|Socio;Socia directora
        coo|18|8|376|Chief Operating Officer|operations|operations|executive|operations|COO;Chief Operating Officer;COO & Co-Founder|COO;Betriebsleiter;Leiter Operations|Directeur des opérations|Director de Operaciones
        ops_director|18|6|377|Director of Operations|operations|operations|operations|operations|Director of Operations;Head of Operations;VP Operations;Plant Manager;Head of Supply Chain|Werkleiter;Produktionsleiter;Leiterin Supply Chain|Directeur d'usine;Responsable logistique|Director de Planta;Jefa de Operaciones
        ops_manager|18|5|378|Operations Manager|operations|operations|operations|operations|Operations Manager;Warehouse Manager;Logistics Manager;Production Manager;Office Manager|Schichtleiter;Logistikleiter|Responsable d'exploitation|Jefe de almacén
        ops_staff|18|3|379|Operations Specialist|operations|operations|operations|operations|Operations Specialist;Supply Chain Analyst;Process Engineer;Machine Operator;Dispatcher|Industriemechaniker;Disponentin|Agent logistique|Operario de producción
        purchasing|21|5|380|Procurement Manager|operations|operations|operations|operations|Procurement Manager;Head of Procurement;Category Manager;Strategic Buyer|Leiter Einkauf;Strategische Einkäuferin|Acheteuse;Responsable achats|Responsable de compras
        general_counsel|14|8|381|General Counsel|legal|legal|legal|legal|General Counsel;Chief Legal Officer;Head of Legal;Legal Director|Leiter Recht;Syndikusrechtsanwältin|Directrice juridique|Directora Jurídica
        lawyer|14|4|382|Attorney|legal|lawyer|legal|legal|Attorney;Associate;Senior Associate;Legal Counsel;Paralegal|Rechtsanwalt;Rechtsanwältin|Avocate;Juriste|Abogado
        consultant|6|4|383|Consultant|operations|operations|management|leadership|Consultant;Senior Consultant;Management Consultant;Principal Consultant;Business Analyst|Unternehmensberater;Beraterin|Consultante|Consultor
        assistant|2|3|384|Executive Assistant|operations|operations|management|operations|Executive Assistant;Administrative Assistant;Office Administrator;Receptionist;Personal Assistant|Assistentin der Geschäftsführung;Sachbearbeiter|Assistante de direction|Secretaria de dirección
        intern|8|2|385|Intern|engineering|software_engineer|it|engineering|Engineering Intern;Working Student;Software Engineering Intern;Marketing Intern;Trainee|Werkstudent;Praktikantin;Auszubildender|Stagiaire;Alternant développeur|Becario
        volunteer|5|1|386|Volunteer|operations|operations|operations|leadership|Volunteer;Board Volunteer;Community Organizer|Ehrenamtlicher Mitarbeiter|Bénévole|Voluntaria
        scientist|24|4|387|Research Scientist|research|research|health|health|Research Scientist;Senior Scientist;Clinical Research Associate;Principal Scientist|Wissenschaftliche Mitarbeiterin|Chercheuse|Investigador
        clinician|11|4|388|Physician|health_professional|health_professional|health|health|Physician;Medical Director;Registered Nurse;Nurse Manager;Clinical Director|Oberarzt;Pflegedienstleiterin|Médecin;Infirmière cadre|Médica especialista
        educator|7|4|389|Lecturer|education|education|education|education|Lecturer;Associate Professor;Curriculum Developer;Instructional Designer;Dean|Dozentin;Professor|Maître de conférences|Profesora titular
        realtor|23|4|390|Real Estate Manager|real_estate|real_estate|management|leadership|Real Estate Manager;Leasing Director;Property Manager;Broker|Immobilienverwalter|Agent immobilier|Agente inmobiliario
        pr|16|5|391|Communications Manager|communications|public_relations|communication|marketing|Communications Manager;Head of Communications;PR Manager;Corporate Communications Director|Leiter Unternehmenskommunikation|Responsable communication|Directora de Comunicación
        biz_dev|4|5|392|Business Development Manager|sales|business_development|sales|sales|Business Development Manager;Head of Partnerships;Partnerships Manager;Director, Strategic Alliances|Business Development Manager|Responsable partenariats|Desarrollo de negocio
        safety|17|5|393|Security Officer|operations|operations|operations|operations|Security Officer;Facility Security Manager;Veteran Liaison Officer|Werkschutzleiter|Responsable sûreté|Jefe de seguridad
        """;

    private static final List<Role> ALL = TABLE.lines().map(Role::parse).toList();
    private static final Map<String, Role> BY_KEY = ALL.stream().collect(toUnmodifiableMap(Role::key, identity()));

    private static Role parse(String line) {
        String[] cell = line.split("\\|");
        return new Role(
                cell[0],
                Integer.parseInt(cell[1]),
                Integer.parseInt(cell[2]),
                Integer.parseInt(cell[3]),
                cell[4],
                cell[5],
                cell[6],
                cell[7],
                cell[8],
                Map.of(
                        "en", Arrays.asList(cell[9].split(";")),
                        "de", Arrays.asList(cell[10].split(";")),
                        "fr", Arrays.asList(cell[11].split(";")),
                        "es", Arrays.asList(cell[12].split(";"))));
    }

    public static List<Role> all() {
        return ALL;
    }

    static Role of(String key) {
        Role role = BY_KEY.get(key);
        if (role == null) {
            throw new IllegalArgumentException("no role " + key);
        }
        return role;
    }

    /** A spelling in that language, or often enough in English, as people at international companies have it. */
    String spell(String language, SplittableRandom random) {
        List<String> own = spellings.getOrDefault(language, List.of());
        List<String> words = own.isEmpty() || random.nextInt(100) < 40 ? spellings.get("en") : own;
        return words.get(random.nextInt(words.size()));
    }

    public String titleUrn() {
        return "urn:li:title:" + titleId;
    }

    public String seniorityUrn() {
        return "urn:li:seniority:" + seniority;
    }

    public String functionUrn() {
        return "urn:li:function:" + function;
    }

    /** Facebook's number of the work position. */
    public String positionId() {
        return String.valueOf(1_090_000L + titleId);
    }

    /** Clearbit's three words; null below a manager. */
    public @Nullable String clearbitSeniority() {
        return seniority >= 7 ? "executive" : seniority == 6 ? "director" : seniority == 5 ? "manager" : null;
    }

    public String hunterSeniority() {
        return seniority >= 6 ? "executive" : seniority >= 4 ? "senior" : "junior";
    }
}
