package com.messageai.leadgen.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacesTests {

    private static final Places PLACES = new Places();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "USA|Austin, Texas, United States|10000",
                "USA|San Francisco Bay Area|10000",
                "USA|San Francisco, CA|10000",
                "USA|Toronto, Ontario, Canada|0",
                "US|Greater Boston|10000",
                "California|San Francisco, CA|10000",
                "California|SF Bay Area|10000",
                "California|Austin, TX|1000",
                "California|United States|5000",
                "SF Bay Area|Palo Alto, California, United States|10000",
                "SF Bay Area|San Francisco|10000",
                "SF Bay Area|Los Angeles, CA|4000",
                "San Francisco|San Francisco Bay Area|10000",
                "San Francisco|Oakland, CA|9000",
                "San Francisco|Sacramento, CA|4000",
                "San Francisco|California, United States|5000",
                "San Francisco|New York, NY|1000",
                "DACH|Zürich, Schweiz|10000",
                "DACH|München|10000",
                "DACH|Greater Munich Metropolitan Area|10000",
                "DACH|Paris, Île-de-France, France|0",
                "EU|Berlin, Germany|10000",
                "EU|London, England, United Kingdom|0",
                "Europe|London Area, United Kingdom|10000",
                "Germany|Köln, Nordrhein-Westfalen|10000",
                "Deutschland|Cologne|10000",
                "Bavaria|Munich, Bavaria, Germany|10000",
                "Bayern|Nürnberg|10000",
                "München|Munich|10000",
                "UK|Manchester, England, United Kingdom|10000",
                "London|London, Ontario, Canada|0",
                "London|London Area, United Kingdom|10000",
                "New York|New York City Metropolitan Area|10000",
                "New York|Brooklyn, NY|9000",
                "France|Grand Paris|10000",
                "Spain|Madrid y alrededores|10000",
                "Georgia|Atlanta, Georgia, United States|0",
                "Georgia, USA|Atlanta, GA|10000",
                "North America|Toronto|10000",
                "APAC|Sydney, New South Wales, Australia|10000",
                "Germany|DACH|5000",
                "Delaware|Wilmington, DE|10000",
            })
    void knowsWhichPlaceLiesInWhich(String wanted, String found, int score) {
        Spot asked = PLACES.find(wanted, null);
        Spot spot = PLACES.find(found, null);
        assertThat(asked).as(wanted).isNotNull();
        assertThat(spot).as(found).isNotNull();
        assertThat(spot.match(asked))
                .as("%s %s ~ %s %s", wanted, asked, found, spot)
                .isEqualTo(score);
    }
}
