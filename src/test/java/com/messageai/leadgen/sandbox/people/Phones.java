package com.messageai.leadgen.sandbox.people;

import java.util.Map;
import java.util.SplittableRandom;

/**
 * Telephone numbers that are well-formed for their country, out of the ranges that regulators keep for films and books
 * where there are such ranges.
 */
final class Phones {

    private static final Map<String, String> PATTERNS = Map.ofEntries(
            Map.entry("US", "+1 512-555-01##"),
            Map.entry("CA", "+1 416-555-01##"),
            Map.entry("GB", "+44 20 7946 0###"),
            Map.entry("AU", "+61 2 5550 ####"),
            Map.entry("IE", "+353 1 555 0###"),
            Map.entry("DE", "+49 30 23125 ###"),
            Map.entry("AT", "+43 1 555 0###"),
            Map.entry("CH", "+41 44 555 00 ##"),
            Map.entry("FR", "+33 1 70 00 00 ##"),
            Map.entry("BE", "+32 2 555 00 ##"),
            Map.entry("ES", "+34 910 000 0##"),
            Map.entry("IT", "+39 02 5550 00##"),
            Map.entry("NL", "+31 20 555 00##"),
            Map.entry("SE", "+46 8 465 004 ##"),
            Map.entry("NO", "+47 22 00 00 ##"),
            Map.entry("DK", "+45 33 55 00 ##"),
            Map.entry("PL", "+48 22 555 00 ##"),
            Map.entry("IN", "+91 80 4555 00##"),
            Map.entry("SG", "+65 6555 00##"),
            Map.entry("JP", "+81 3-5550-00##"),
            Map.entry("BR", "+55 11 2555-00##"),
            Map.entry("ZA", "+27 21 555 00##"),
            Map.entry("AE", "+971 4 555 00##"));

    private Phones() {}

    static String draw(Place place, SplittableRandom random) {
        if (random.nextInt(100) < 4) {
            return "555-01" + random.nextInt(10);
        }
        String pattern = PATTERNS.get(place.countryCode());
        StringBuilder number = new StringBuilder(pattern);
        for (int i = 0; i < number.length(); i++) {
            if (number.charAt(i) == '#') {
                number.setCharAt(i, (char) ('0' + random.nextInt(10)));
            }
        }
        return number.toString();
    }
}
