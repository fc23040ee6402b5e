package com.messageai.leadgen.sandbox.people;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A city with what is around it. The geo numbers of countries, US states and metropolitan areas are LinkedIn's own where
 * they are known, and made up (from 800000000) where they are not.
 */
public record Place(
        String city,
        String region,
        String regionCode,
        String countryCode,
        String timeZone,
        double latitude,
        double longitude,
        int weight,
        long cityGeo) {

    private static final Map<String, List<String>> OTHER_NAMES = Map.of(
            "US", List.of("usa", "u.s.", "america", "united states of america"),
            "GB", List.of("uk", "great britain"),
            "DE", List.of("deutschland"),
            "AT", List.of("österreich"),
            "CH", List.of("schweiz", "suisse"),
            "ES", List.of("españa"),
            "NL", List.of("holland"),
            "AE", List.of("uae"));
    private static final Map<String, Country> COUNTRIES = new LinkedHashMap<>();

    static {
        """
        US|United States|103644278|en|1
        GB|United Kingdom|101165590|en|44
        CA|Canada|101174742|en|1
        AU|Australia|101452733|en|61
        DE|Germany|101282230|de|49
        AT|Austria|103883259|de|43
        CH|Switzerland|106693272|de|41
        FR|France|105015875|fr|33
        BE|Belgium|100565514|fr|32
        ES|Spain|105646813|es|34
        IT|Italy|103350119|it|39
        NL|Netherlands|102890719|nl|31
        SE|Sweden|105117694|sv|46
        NO|Norway|103819153|sv|47
        DK|Denmark|104514075|sv|45
        PL|Poland|105072130|pl|48
        IE|Ireland|104738515|en|353
        IN|India|102713980|in|91
        SG|Singapore|102454443|zh|65
        JP|Japan|101355337|ja|81
        KR|South Korea|105149562|en|82
        CN|China|102890883|zh|86
        HK|Hong Kong SAR|103291313|zh|852
        BR|Brazil|106057199|pt|55
        ZA|South Africa|104035573|en|27
        NG|Nigeria|105365761|en|234
        AE|United Arab Emirates|104305776|in|971
        """.lines().map(line -> line.split("\\|")).forEach(cell -> COUNTRIES.put(
                cell[0], new Country(cell[0], cell[1], Long.parseLong(cell[2]), cell[3], Integer.parseInt(cell[4]))));
    }

    private static final Map<String, Long> REGION_GEOS = Map.of(
            "US-California", 102095887L,
            "US-Texas", 102748797L,
            "US-New York", 105080838L,
            "US-Florida", 101318387L,
            "US-Illinois", 101949407L);
    /** Metropolitan areas: the name, and the cities that count as part of them. */
    private static final Map<Long, Metro> METROS = Map.of(
            90000084L,
                    new Metro("San Francisco Bay Area", List.of("San Francisco", "Palo Alto", "San Jose", "Oakland")),
            90000070L, new Metro("New York City Metropolitan Area", List.of("New York", "Brooklyn", "Jersey City")),
            90009496L, new Metro("London Area, United Kingdom", List.of("London")));

    private static final String TABLE = """
        San Francisco|California|CA|US|America/Los_Angeles|37.77|-122.42|14
        Palo Alto|California|CA|US|America/Los_Angeles|37.44|-122.14|4
        San Jose|California|CA|US|America/Los_Angeles|37.34|-121.89|5
        Oakland|California|CA|US|America/Los_Angeles|37.8|-122.27|3
        Los Angeles|California|CA|US|America/Los_Angeles|34.05|-118.24|7
        San Diego|California|CA|US|America/Los_Angeles|32.72|-117.16|4
        Austin|Texas|TX|US|America/Chicago|30.27|-97.74|8
        Dallas|Texas|TX|US|America/Chicago|32.78|-96.8|4
        Houston|Texas|TX|US|America/Chicago|29.76|-95.37|3
        New York|New York|NY|US|America/New_York|40.71|-74.01|12
        Brooklyn|New York|NY|US|America/New_York|40.68|-73.94|3
        Buffalo|New York|NY|US|America/New_York|42.89|-78.88|1
        Jersey City|New Jersey|NJ|US|America/New_York|40.73|-74.08|2
        Boston|Massachusetts|MA|US|America/New_York|42.36|-71.06|7
        Cambridge|Massachusetts|MA|US|America/New_York|42.37|-71.11|2
        Seattle|Washington|WA|US|America/Los_Angeles|47.61|-122.33|7
        Portland|Oregon|OR|US|America/Los_Angeles|45.52|-122.68|3
        Denver|Colorado|CO|US|America/Denver|39.74|-104.99|4
        Boulder|Colorado|CO|US|America/Denver|40.01|-105.27|2
        Salt Lake City|Utah|UT|US|America/Denver|40.76|-111.89|3
        Phoenix|Arizona|AZ|US|America/Phoenix|33.45|-112.07|2
        Chicago|Illinois|IL|US|America/Chicago|41.88|-87.63|6
        Minneapolis|Minnesota|MN|US|America/Chicago|44.98|-93.27|2
        Atlanta|Georgia|GA|US|America/New_York|33.75|-84.39|4
        Miami|Florida|FL|US|America/New_York|25.76|-80.19|3
        Tampa|Florida|FL|US|America/New_York|27.95|-82.46|2
        Raleigh|North Carolina|NC|US|America/New_York|35.78|-78.64|3
        Washington|District of Columbia|DC|US|America/New_York|38.91|-77.04|3
        Philadelphia|Pennsylvania|PA|US|America/New_York|39.95|-75.17|2
        Pittsburgh|Pennsylvania|PA|US|America/New_York|40.44|-80.0|2
        Nashville|Tennessee|TN|US|America/Chicago|36.16|-86.78|2
        London|England|ENG|GB|Europe/London|51.51|-0.13|14
        Manchester|England|ENG|GB|Europe/London|53.48|-2.24|4
        Bristol|England|ENG|GB|Europe/London|51.45|-2.59|2
        Leeds|England|ENG|GB|Europe/London|53.8|-1.55|2
        Edinburgh|Scotland|SCT|GB|Europe/London|55.95|-3.19|2
        Toronto|Ontario|ON|CA|America/Toronto|43.65|-79.38|6
        Vancouver|British Columbia|BC|CA|America/Vancouver|49.28|-123.12|3
        Montréal|Québec|QC|CA|America/Toronto|45.5|-73.57|3
        Sydney|New South Wales|NSW|AU|Australia/Sydney|-33.87|151.21|4
        Melbourne|Victoria|VIC|AU|Australia/Melbourne|-37.81|144.96|3
        Berlin|Berlin|BE|DE|Europe/Berlin|52.52|13.4|8
        Hamburg|Hamburg|HH|DE|Europe/Berlin|53.55|9.99|5
        München|Bayern|BY|DE|Europe/Berlin|48.14|11.58|7
        Nürnberg|Bayern|BY|DE|Europe/Berlin|49.45|11.08|3
        Stuttgart|Baden-Württemberg|BW|DE|Europe/Berlin|48.78|9.18|6
        Mannheim|Baden-Württemberg|BW|DE|Europe/Berlin|49.49|8.47|2
        Köln|Nordrhein-Westfalen|NW|DE|Europe/Berlin|50.94|6.96|4
        Düsseldorf|Nordrhein-Westfalen|NW|DE|Europe/Berlin|51.23|6.77|4
        Bielefeld|Nordrhein-Westfalen|NW|DE|Europe/Berlin|52.02|8.53|2
        Frankfurt am Main|Hessen|HE|DE|Europe/Berlin|50.11|8.68|4
        Leipzig|Sachsen|SN|DE|Europe/Berlin|51.34|12.37|2
        Wien|Wien|W|AT|Europe/Vienna|48.21|16.37|5
        Graz|Steiermark|ST|AT|Europe/Vienna|47.07|15.44|2
        Linz|Oberösterreich|OÖ|AT|Europe/Vienna|48.31|14.29|3
        Zürich|Zürich|ZH|CH|Europe/Zurich|47.38|8.54|5
        Basel|Basel-Stadt|BS|CH|Europe/Zurich|47.56|7.59|2
        Winterthur|Zürich|ZH|CH|Europe/Zurich|47.5|8.72|2
        Paris|Île-de-France|IDF|FR|Europe/Paris|48.86|2.35|10
        Lyon|Auvergne-Rhône-Alpes|ARA|FR|Europe/Paris|45.76|4.84|4
        Lille|Hauts-de-France|HDF|FR|Europe/Paris|50.63|3.06|3
        Toulouse|Occitanie|OCC|FR|Europe/Paris|43.6|1.44|2
        Bruxelles|Bruxelles-Capitale|BRU|BE|Europe/Brussels|50.85|4.35|3
        Antwerpen|Vlaanderen|VLG|BE|Europe/Brussels|51.22|4.4|2
        Madrid|Comunidad de Madrid|MD|ES|Europe/Madrid|40.42|-3.7|6
        Barcelona|Cataluña|CT|ES|Europe/Madrid|41.39|2.17|5
        Valencia|Comunitat Valenciana|VC|ES|Europe/Madrid|39.47|-0.38|2
        Milano|Lombardia|LO|IT|Europe/Rome|45.46|9.19|5
        Roma|Lazio|LA|IT|Europe/Rome|41.9|12.5|3
        Torino|Piemonte|PI|IT|Europe/Rome|45.07|7.69|2
        Amsterdam|Noord-Holland|NH|NL|Europe/Amsterdam|52.37|4.9|5
        Rotterdam|Zuid-Holland|ZH|NL|Europe/Amsterdam|51.92|4.48|2
        Utrecht|Utrecht|UT|NL|Europe/Amsterdam|52.09|5.12|2
        Stockholm|Stockholms län|AB|SE|Europe/Stockholm|59.33|18.07|4
        Göteborg|Västra Götalands län|O|SE|Europe/Stockholm|57.71|11.97|2
        Oslo|Oslo|03|NO|Europe/Oslo|59.91|10.75|3
        København|Hovedstaden|84|DK|Europe/Copenhagen|55.68|12.57|3
        Warszawa|Mazowieckie|14|PL|Europe/Warsaw|52.23|21.01|3
        Kraków|Małopolskie|12|PL|Europe/Warsaw|50.06|19.94|2
        Dublin|Leinster|L|IE|Europe/Dublin|53.35|-6.26|3
        Bengaluru|Karnataka|KA|IN|Asia/Kolkata|12.97|77.59|5
        Pune|Maharashtra|MH|IN|Asia/Kolkata|18.52|73.86|3
        Singapore|Singapore|SG|SG|Asia/Singapore|1.35|103.82|3
        Tokyo|Tokyo|13|JP|Asia/Tokyo|35.68|139.69|3
        São Paulo|São Paulo|SP|BR|America/Sao_Paulo|-23.55|-46.63|4
        Cape Town|Western Cape|WC|ZA|Africa/Johannesburg|-33.92|18.42|2
        Dubai|Dubai|DU|AE|Asia/Dubai|25.2|55.27|2
        """;

    private static final List<Place> ALL = parse();
    private static final Map<Long, String> GEO_NAMES = geoNames();

    /** A country: its LinkedIn geo, the language of its titles and names, its telephone prefix. */
    public record Country(String code, String name, long geo, String language, int callingCode) {

        /** Whether people who type this mean the country: its name or the beginning of it, its code, what it is called. */
        public boolean answersTo(String typed) {
            String word = typed.trim().toLowerCase(Locale.ROOT);
            return name.toLowerCase(Locale.ROOT).startsWith(word)
                    || code.toLowerCase(Locale.ROOT).equals(word)
                    || OTHER_NAMES.getOrDefault(code, List.of()).contains(word);
        }
    }

    private record Metro(String name, List<String> cities) {}

    private static List<Place> parse() {
        List<String[]> rows = TABLE.lines().map(line -> line.split("\\|")).toList();
        List<Place> places = new java.util.ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            String[] cell = rows.get(i);
            places.add(new Place(
                    cell[0],
                    cell[1],
                    cell[2],
                    cell[3],
                    cell[4],
                    Double.parseDouble(cell[5]),
                    Double.parseDouble(cell[6]),
                    Integer.parseInt(cell[7]),
                    800_000_000L + i));
        }
        return List.copyOf(places);
    }

    private static Map<Long, String> geoNames() {
        Map<Long, String> names = new TreeMap<>();
        COUNTRIES.values().forEach(country -> names.put(country.geo(), country.name()));
        METROS.forEach((geo, metro) -> names.put(geo, metro.name()));
        for (Place place : ALL) {
            names.putIfAbsent(
                    place.regionGeo(), place.region() + ", " + place.country().name());
            names.put(place.cityGeo(), place.fullName());
        }
        return names;
    }

    public static List<Place> all() {
        return ALL;
    }

    public static List<Country> countries() {
        return List.copyOf(COUNTRIES.values());
    }

    /** Every geo that the sandbox knows, with its name. */
    public static Map<Long, String> geos() {
        return GEO_NAMES;
    }

    public Country country() {
        return COUNTRIES.get(countryCode);
    }

    public long regionGeo() {
        Long known = REGION_GEOS.get(countryCode + "-" + region);
        return known != null ? known : 810_000_000L + Math.floorMod((countryCode + "-" + region).hashCode(), 1_000_000);
    }

    public @Nullable Long metroGeo() {
        return METROS.entrySet().stream()
                .filter(metro -> metro.getValue().cities().contains(city))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /** Whether this city is, or lies in, the city, metropolitan area, region or country with that geo. */
    public boolean within(long geo) {
        return geo == country().geo() || geo == cityGeo || geo == regionGeo() || isInMetro(geo);
    }

    private boolean isInMetro(long geo) {
        Metro metro = METROS.get(geo);
        return metro != null && metro.cities().contains(city);
    }

    public String fullName() {
        return city.equals(region)
                ? city + ", " + country().name()
                : city + ", " + region + ", " + country().name();
    }
}
