package com.messageai.leadgen.icp;

import java.time.Instant;

/** An ICP as it is kept, in its newest version. @param version grows with every change of the resource, from 0 */
record StoredIcp(Icp icp, Instant createdAt, Instant updatedAt, int version) {

    /** What people write of an ICP. All but the product makes a new version of the content when it changes. */
    record Content(ProductId product, String name, String description, IdealProfile profile) {

        boolean sameVersionAs(Content other) {
            return name.equals(other.name) && description.equals(other.description) && profile.equals(other.profile);
        }
    }

    Content content() {
        return new Content(icp.product(), icp.name(), icp.description(), icp.profile());
    }
}
