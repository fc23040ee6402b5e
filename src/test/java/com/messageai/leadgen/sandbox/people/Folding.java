package com.messageai.leadgen.sandbox.people;

import java.text.Normalizer;
import java.util.Locale;

/** Names in the letters of a mailbox: lower case, no accents, no blanks. */
public final class Folding {

    private Folding() {}

    /** {@code Łukasz} and {@code LUKASZ} give the same; letters that are not Latin stay as they are. */
    public static String fold(String name) {
        String lower = name.toLowerCase(Locale.ROOT)
                .replace("ß", "ss")
                .replace("ł", "l")
                .replace("ø", "o")
                .replace("æ", "ae")
                .replace("đ", "d")
                .replace("ı", "i");
        String bare = Normalizer.normalize(lower, Normalizer.Form.NFD);
        StringBuilder folded = new StringBuilder(bare.length());
        bare.codePoints().filter(Character::isLetterOrDigit).forEach(folded::appendCodePoint);
        return folded.toString();
    }
}
