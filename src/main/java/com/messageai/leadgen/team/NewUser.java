package com.messageai.leadgen.team;

import java.util.Locale;

/** Somebody who joins a team. The password is hashed before anything is kept. */
public record NewUser(String email, String name, Role role, String password) {

    public NewUser {
        email = canonical(email);
    }

    /** An e-mail address as accounts are found by. */
    static String canonical(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    // A record's own text would show the password.
    @Override
    public String toString() {
        return "NewUser[role=" + role + "]";
    }
}
