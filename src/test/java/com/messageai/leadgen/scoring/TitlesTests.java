package com.messageai.leadgen.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TitlesTests {

    private static final Titles TITLES = new Titles(new Departments());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CTO|Chief Technology Officer",
                "CTO|Chief Technical Officer & Co-Founder",
                "CTO|Co-Founder / CTO",
                "CTO|CTO at Tarnwell",
                "CTO|CTO @ Tarnwell | we hire",
                "CTO|Technischer Geschäftsführer",
                "CTO|Directeur technique",
                "CTO|Directora de Tecnología",
                "CTO|Founder, CTO",
                "VP Engineering|VP of Engineering",
                "VP Engineering|VP of Eng",
                "VP Engineering|Vice President, Engineering",
                "VP Engineering|Vice President of Engineering",
                "VP Engineering|Engineering Vice President",
                "VP Engineering|V.P. Engineering",
                "VP Engineering|SVP Engineering",
                "VP Engineering|VP Platform Engineering",
                "VP Engineering|Vice-President Software Engineering",
                "Head of Engineering|Leiter Softwareentwicklung",
                "Head of Engineering|Leiterin der Softwareentwicklung",
                "Head of Engineering|Engineering Head",
                "Head of Engineering|Responsable développement",
                "Head of Sales|Vertriebsleiterin",
                "Head of Sales|Jefe de Ventas",
                "CEO|Geschäftsführer",
                "CEO|Président-directeur général",
                "CEO|Directora General",
                "CFO|Directrice financière",
                "CFO|Chief Financial Officer (CFO)",
                "Software Engineer|Softwareentwickler",
                "Software Engineer|Senior Software Engineer",
                "Engineering Manager|Manager, Engineering",
                "Marketing Director|Director of Sales & Marketing",
                "Marketing Director|Director, Marketing",
                "HR Manager|Human Resources Manager",
                "Product Manager|Senior Product Manager",
                "Chief Information Security Officer|CISO",
            })
    void readsAsTheSame(String wanted, String found) {
        assertThat(TITLES.match(TITLES.read(wanted), TITLES.read(found)))
                .as("%s ~ %s %s", wanted, found, TITLES.read(found))
                .isGreaterThanOrEqualTo(8_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "VP Engineering|Head of Platform",
                "VP Engineering|Head of Engineering",
                "VP Engineering|Director of Engineering",
                "CTO|VP Engineering",
                "CTO|Head of Engineering",
                "CTO|CIO",
                "CTO|Deputy CTO",
                "Head of Sales|Sales Manager",
            })
    void readsAsNear(String wanted, String found) {
        assertThat(TITLES.match(TITLES.read(wanted), TITLES.read(found)))
                .as("%s ~ %s %s", wanted, found, TITLES.read(found))
                .isBetween(1_500, 8_500);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CTO|Assistant to the CTO",
                "CTO|Executive Assistant to CTO & CEO",
                "CTO|CTO Assistant",
                "CTO|Former CTO",
                "CTO|Ex-CTO, now angel investor",
                "CTO|ehemaliger CTO",
                "CTO|Ancien CTO",
                "CTO|Assistentin des CTO",
                "CTO|Assistante du directeur technique",
                "CTO|Asistente del Director de Tecnología",
                "CTO|Advisor to CTOs",
                "CTO|Office of the CTO",
                "CTO|Chief of Staff to the CTO",
                "CTO|Aspiring CTO",
                "CEO|Assistenz der Geschäftsführung",
                "Engineer|Sales Engineer",
                "Software Engineer|Recruiter for Software Engineers",
                "VP Engineering|Recruiter for VP Engineering roles",
                "VP Engineering|Technical Recruiter, Engineering",
                "Engineering Manager|Engineering Recruiter",
                "Head of Engineering|Praktikantin Softwareentwicklung",
                "CTO|Marketing Manager",
                "VP Engineering|VP Sales",
                "Head of Sales|Head of Engineering",
            })
    void isNotWhatItContains(String wanted, String found) {
        assertThat(TITLES.match(TITLES.read(wanted), TITLES.read(found)))
                .as("%s ~ %s %s", wanted, found, TITLES.read(found))
                .isLessThan(2_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CTO|Assistant to the CTO",
                "CTO|Former CTO",
                "Engineer|Sales Engineer",
                "VP Engineering|Recruiter for VP Engineering roles",
            })
    void saysThatATitleIsOnlyMentioned(String wanted, String found) {
        assertThat(TITLES.onlyMentions(TITLES.read(wanted), TITLES.read(found))).isTrue();
    }
}
