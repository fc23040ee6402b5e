package com.messageai.leadgen.store;

import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.stereotype.Component;

/**
 * Where Flyway migrates: the same database as R2DBC's, so that an operator names it once. {@code spring.flyway.url},
 * {@code user} and {@code password} win where they are set (an owner's role for the migrations).
 */
@Component
class MigrationConnection implements FlywayConnectionDetails {

    private static final int DEFAULT_PORT = 5432;

    private final ConnectionFactoryOptions options;
    private final String url;
    private final String user;
    private final String password;

    MigrationConnection(
            R2dbcConnectionDetails database,
            @Value("${spring.flyway.url:}") String url,
            @Value("${spring.flyway.user:}") String user,
            @Value("${spring.flyway.password:}") String password) {
        this.options = database.getConnectionFactoryOptions();
        this.url = url;
        this.user = user;
        this.password = password;
    }

    @Override
    public String getJdbcUrl() {
        if (!url.isEmpty()) {
            return url;
        }
        Integer port = (Integer) options.getValue(ConnectionFactoryOptions.PORT);
        return "jdbc:postgresql://" + text(ConnectionFactoryOptions.HOST) + ":" + (port == null ? DEFAULT_PORT : port)
                + "/" + text(ConnectionFactoryOptions.DATABASE)
                + (Boolean.TRUE.equals(options.getValue(ConnectionFactoryOptions.SSL)) ? "?sslmode=require" : "");
    }

    @Override
    public @Nullable String getUsername() {
        return user.isEmpty() ? text(ConnectionFactoryOptions.USER) : user;
    }

    @Override
    public @Nullable String getPassword() {
        return password.isEmpty() ? text(ConnectionFactoryOptions.PASSWORD) : password;
    }

    private @Nullable String text(Option<?> option) {
        Object value = options.getValue(option);
        return value == null ? null : value.toString();
    }
}
