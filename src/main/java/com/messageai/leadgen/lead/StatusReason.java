package com.messageai.leadgen.lead;

/** Why a lead was given up. */
enum StatusReason {
    NO_BUDGET,
    NO_NEED,
    WRONG_PERSON,
    COMPETITOR,
    UNREACHABLE,
    DUPLICATE,
    DATA_WRONG,
    OPTED_OUT,
    OTHER
}
