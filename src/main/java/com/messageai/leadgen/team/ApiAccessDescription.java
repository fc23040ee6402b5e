package com.messageai.leadgen.team;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.lang.annotation.Annotation;
import java.util.List;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

/** Tells in the description of the API who may call what. */
@Component
class ApiAccessDescription implements GlobalOpenApiCustomizer, GlobalOperationCustomizer {

    private static final String BEARER = "accessToken";

    ApiAccessDescription() {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
    }

    @Override
    public void customise(OpenAPI api) {
        api.getComponents()
                .addSecuritySchemes(
                        BEARER,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("JWT"));
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        Annotation rule = PermissionGuard.rule(handler);
        if (rule instanceof Open) {
            return operation.security(List.of());
        }
        if (rule instanceof Requires requires) {
            operation.addExtension("x-permission", requires.value().publicName());
        }
        return operation.security(List.of(new SecurityRequirement().addList(BEARER)));
    }
}
