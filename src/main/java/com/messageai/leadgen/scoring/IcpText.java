package com.messageai.leadgen.scoring;

import com.messageai.leadgen.icp.IcpView;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an ICP is looking for, as one text: what it is compared with others by. What matters most stands first, since models
 * read no further than they can. Whom it excludes is left out: that makes it no more like those.
 */
final class IcpText {

    private static final int LONGEST = 2_000;

    private IcpText() {}

    static String of(IcpView icp) {
        String text = Stream.of(
                        icp.name(),
                        listed("", icp.demographics().jobTitles()),
                        listed("seniority ", icp.demographics().seniorities()),
                        listed("department ", icp.demographics().departments()),
                        listed("industry ", icp.firmographics().industries()),
                        listed("company size ", icp.firmographics().companySizes()),
                        listed("in ", icp.demographics().locations()),
                        listed("company in ", icp.firmographics().locations()),
                        listed("revenue ", icp.firmographics().revenues()),
                        listed("technologies ", icp.firmographics().technologies()),
                        listed("pain points ", icp.psychographics().painPoints()),
                        listed("goals ", icp.psychographics().goals()),
                        listed("interests ", icp.psychographics().interests()),
                        listed("values ", icp.psychographics().values()),
                        listed("keywords ", icp.behaviors().keywords()),
                        listed("signals ", icp.behaviors().signals()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
        return text.length() <= LONGEST
                ? text
                : text.substring(0, Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }

    private static String listed(String label, List<String> values) {
        return values.isEmpty() ? "" : label + String.join(", ", values);
    }
}
