package com.messageai.leadgen.campaign;

import java.math.BigDecimal;

/** An amount of money, with two to four decimals. @param currency ISO 4217 */
public record Money(BigDecimal amount, String currency) {

    public Money {
        BigDecimal stripped = amount.stripTrailingZeros();
        amount = stripped.scale() < 2 ? stripped.setScale(2) : stripped;
    }
}
