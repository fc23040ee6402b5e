package com.messageai.leadgen.sandbox.people;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.datafaker.Faker;

/** Names by language. Datafaker gives the pools once; drawing from them is then a look-up. */
final class Names {

    /** A name, and its spelling in an e-mail address. */
    record Name(String first, String last, String mailFirst, String mailLast) {}

    private static final Map<String, String> LOCALES = Map.of(
            "en", "en-US", "de", "de-DE", "fr", "fr-FR", "es", "es-ES", "it", "it-IT", "nl", "nl-NL", "sv", "sv-SE",
            "pl", "pl-PL", "pt", "pt-BR");
    /** What Datafaker has not, or not in Latin letters: display form, and where that is not Latin the mailbox form. */
    private static final Map<String, String[]> OWN = Map.of(
            "in",
            new String[] {
                "Aarav,Priya,Rohan,Ananya,Vikram,Neha,Arjun,Kavya,Sanjay,Divya,Rahul,Meera,Karthik,Ishita,Aditya,Pooja,Nikhil,Shreya",
                "Sharma,Iyer,Patel,Reddy,Nair,Gupta,Kapoor,Menon,Chatterjee,Desai,Rao,Banerjee,Joshi,Mehta,Krishnan,Malhotra"
            },
            "zh",
            new String[] {
                "Wei,Mei,Jun,Li Na,Xiao,Hao,Yan,Ming,Ling,Chen,伟:wei,娜:na,敏:min,静:jing,丽:li,强:qiang",
                "Zhang,Wang,Liu,Tan,Lim,Wong,Huang,Zhao,Wu,Lin,王:wang,李:li,张:zhang,陈:chen,林:lin,黄:huang"
            },
            "ja",
            new String[] {
                "沙織:saori,駿:shun,美穂:miho,功:isao,健太:kenta,由美:yumi,翔:sho,恵子:keiko,Haruka,Takeshi,Yuki,Naoko",
                "佐藤:sato,鈴木:suzuki,高橋:takahashi,田中:tanaka,伊藤:ito,渡辺:watanabe,Nakamura,Kobayashi,Yamamoto,Inoue"
            },
            "cyrillic",
            new String[] {
                "Олена:olena,Андрій:andrii,Ірина:iryna,Тарас:taras,Dmytro,Oksana,Георги:georgi,Милена:milena",
                "Шевченко:shevchenko,Коваленко:kovalenko,Бойко:boiko,Петров:petrov,Melnyk,Иванова:ivanova"
            },
            "greek",
            new String[] {
                "Ελένη:eleni,Γιώργος:giorgos,Νίκος:nikos,Μαρία:maria,Dimitra,Kostas",
                "Παπαδόπουλος:papadopoulos,Νικολάου:nikolaou,Georgiou,Ιωάννου:ioannou"
            });

    private static final int POOL = 260;

    private final Map<String, List<String>> first = new TreeMap<>();
    private final Map<String, List<String>> last = new TreeMap<>();

    Names(long seed) {
        LOCALES.forEach((language, tag) -> {
            var name = new Faker(Locale.forLanguageTag(tag), new Random(seed)).name();
            Set<String> given = new LinkedHashSet<>();
            Set<String> family = new LinkedHashSet<>();
            for (int i = 0; i < POOL; i++) {
                given.add(name.firstName());
                family.add(name.lastName());
            }
            first.put(language, List.copyOf(given));
            last.put(language, List.copyOf(family));
        });
        OWN.forEach((language, names) -> {
            first.put(language, List.of(names[0].split(",")));
            last.put(language, List.of(names[1].split(",")));
        });
    }

    Name draw(String language, SplittableRandom random) {
        String pool = language;
        int dice = random.nextInt(100);
        // Nowhere do all people bear names of the country's language.
        if (dice < 4) {
            pool = "in";
        } else if (dice < 7) {
            pool = "zh";
        } else if (dice < 11) {
            pool = "es";
        } else if (dice < 12) {
            pool = "cyrillic";
        } else if (dice < 13) {
            pool = "greek";
        } else if (dice < 15) {
            pool = "pl";
        } else if (dice < 18) {
            pool = "en";
        }
        String[] given = split(first.get(pool), random);
        String[] family = split(last.get(pool), random);
        if (random.nextInt(100) < 3) {
            String[] second = split(last.get(pool), random);
            family = new String[] {family[0] + "-" + second[0], family[1] + second[1]};
        }
        return new Name(given[0], family[0], mailbox(given[1]), mailbox(family[1]));
    }

    private static String[] split(List<String> pool, SplittableRandom random) {
        String name = pool.get(random.nextInt(pool.size()));
        int colon = name.indexOf(':');
        return colon < 0
                ? new String[] {name, name}
                : new String[] {name.substring(0, colon), name.substring(colon + 1)};
    }

    private static String mailbox(String name) {
        String folded = Folding.fold(name).replaceAll("[^a-z0-9]", "");
        return folded.isEmpty() ? "x" : folded;
    }
}
