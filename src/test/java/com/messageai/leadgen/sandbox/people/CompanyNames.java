package com.messageai.leadgen.sandbox.people;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Names of companies that do not exist, each with a domain of its own. */
final class CompanyNames {

    record CompanyName(String name, String legalName, String slug) {}

    private static final List<String> HEADS = List.of(
            ("Tarn,North,Beam,Clear,Ever,Fjord,Gran,Halo,Iron,Juni,Kest,Lumen,Mar,Nim,Oak,Pine,Quill,Raven,Silver,Tide,"
                            + "Umber,Vela,Wild,Xen,Yar,Zeph,Amber,Birch,Cobalt,Dawn,Ember,Fern,Glade,Hazel,Indi,Jasp,Kilo,"
                            + "Loch,Moss,Nova,Onyx,Pebble,Quartz,Rill,Stone,Thorn,Ultra,Vista,Willow,Yonder,Zen,Alder,"
                            + "Bright,Crest,Drift,Elm,Flint,Grove,Harbor,Inlet,Kite,Lark,Meadow,Nest,Orchard,Prairie,"
                            + "Ridge,Summit,Thistle,Vale,Wharf,Acorn,Basalt,Cinder,Delta,Echo,Frost,Garnet,Heron,Ivory")
                    .split(","));
    private static final List<String> TAILS = List.of(
            ("well,beam,field,forge,gate,grid,haven,hub,kraft,lane,line,loop,mark,mind,nest,path,peak,point,port,scale,"
                            + "shift,source,span,spark,spring,stack,stone,stream,tek,trail,vault,wave,wise,works,yard,bridge,"
                            + "craft,dock,flow,light")
                    .split(","));
    private static final List<String> KINDS =
            List.of("Labs", "Systems", "Technologies", "Software", "Cloud", "Group", "Digital", "Analytics");

    private final Set<String> taken = new HashSet<>();

    CompanyName draw(Industry industry, Place place, SplittableRandom random) {
        while (true) {
            String core = HEADS.get(random.nextInt(HEADS.size())) + TAILS.get(random.nextInt(TAILS.size()));
            String name = random.nextInt(100) < 30 ? core + " " + kind(industry, place, random) : core;
            String slug = Folding.fold(name);
            if (taken.add(slug)) {
                return new CompanyName(name, name + " " + legalForm(place), slug);
            }
        }
    }

    private static String kind(Industry industry, Place place, SplittableRandom random) {
        String language = place.country().language();
        return switch (industry.stack()) {
            case "software" -> KINDS.get(random.nextInt(KINDS.size()));
            case "commerce" -> language.equals("de") ? "Handel" : language.equals("fr") ? "Maison" : "Store";
            case "industrial" -> language.equals("de") ? "Maschinenbau" : "Industries";
            case "finance" -> "Capital";
            case "health" -> "Health";
            case "marketing" -> "Media";
            default -> "Partners";
        };
    }

    private static String legalForm(Place place) {
        return switch (place.countryCode()) {
            case "US" -> "Inc";
            case "DE", "AT" -> "GmbH";
            case "CH" -> "AG";
            case "FR", "BE" -> "SAS";
            case "ES" -> "SL";
            case "IT" -> "S.r.l.";
            case "NL" -> "B.V.";
            case "SE", "NO", "DK" -> "AB";
            case "PL" -> "Sp. z o.o.";
            case "BR" -> "Ltda";
            case "JP" -> "K.K.";
            default -> "Ltd";
        };
    }
}
