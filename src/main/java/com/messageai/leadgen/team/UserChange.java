package com.messageai.leadgen.team;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What of a user may change; a password is set, never read. */
record UserChange(
        @NotBlank @Email @Size(max = 254) String email,
        @NotBlank @Size(max = 200) String name,
        @NotNull Role role,
        @NotNull Boolean active,
        @Nullable @Size(min = 8, max = 128) String password) {

    User applied(User user) {
        return new User(
                user.team(),
                user.id(),
                NewUser.canonical(email),
                name,
                role,
                active,
                user.createdAt(),
                user.updatedAt(),
                user.version());
    }
}
