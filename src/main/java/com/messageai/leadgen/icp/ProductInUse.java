package com.messageai.leadgen.icp;

import com.messageai.leadgen.web.Problem;
import org.springframework.http.HttpStatus;

/** A product that ICPs describe buyers of stays. */
class ProductInUse extends Problem {

    private static final long serialVersionUID = 1L;

    ProductInUse() {
        super(HttpStatus.CONFLICT, "product-in-use", "The product has ICPs; delete those first.");
    }
}
