package com.messageai.leadgen.pipeline;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param minCoverage from 0 to 1: who would qualify on less knowledge than this is reviewed by a person */
@ConfigurationProperties("leadgen.qualification")
record QualificationProperties(@DefaultValue("0.5") BigDecimal minCoverage) {

    int minCoverageBasisPoints() {
        return minCoverage.movePointRight(4).setScale(0, RoundingMode.HALF_UP).intValueExact();
    }
}
