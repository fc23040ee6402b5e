package com.messageai.leadgen.web;

import com.messageai.leadgen.store.PageRequest;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.math.BigDecimal;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

/** Tells of the conventions in the description of the API, where annotations alone would not. */
@Component
class ApiDescription implements GlobalOpenApiCustomizer, GlobalOperationCustomizer {

    private static final String PROBLEM = "Problem";
    private static final String SCHEMAS = "#/components/schemas/";

    private final Set<Class<?>> replacements = ConcurrentHashMap.newKeySet();

    ApiDescription() {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(PageRequest.class, IfMatch.class, MergePatch.class)
                .addAnnotationsToIgnore(Replacement.class);
    }

    @Override
    public void customise(OpenAPI api) {
        api.info(new Info()
                .title("MessageAI Lead Generation")
                .version("1")
                .description("Errors are problem details (RFC 9457); lists are walked by cursor."));
        api.getComponents()
                .addSchemas(
                        PROBLEM,
                        new ObjectSchema()
                                .addProperty("type", new StringSchema())
                                .addProperty("title", new StringSchema())
                                .addProperty("status", new IntegerSchema())
                                .addProperty("detail", new StringSchema())
                                .addProperty("instance", new StringSchema())
                                .addProperty("code", new StringSchema())
                                .addProperty("correlationId", new StringSchema()));
        // Inputs that are the body of a PUT only are met nowhere else.
        replacements.forEach(type -> ModelConverters.getInstance(true)
                .readAll(type)
                .forEach((name, schema) -> api.getComponents().getSchemas().putIfAbsent(name, schema)));
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        for (MethodParameter parameter : handler.getMethodParameters()) {
            Class<?> type = parameter.getParameterType();
            Replacement replacement = parameter.getParameterAnnotation(Replacement.class);
            if (type == PageRequest.class) {
                page(operation);
            } else if (type == IfMatch.class) {
                header(operation, "If-Match", "The tag that was read; 412 where it is stale.");
            } else if (type == MergePatch.class) {
                body(operation, "application/merge-patch+json", new ObjectSchema());
            } else if (replacement != null) {
                replacements.add(type);
                body(operation, "application/json", new Schema<>().$ref(SCHEMAS + type.getSimpleName()));
            }
        }
        operation
                .getResponses()
                .setDefault(new ApiResponse()
                        .description("A refusal.")
                        .content(new Content()
                                .addMediaType(
                                        "application/problem+json",
                                        new MediaType().schema(new Schema<>().$ref(SCHEMAS + PROBLEM)))));
        return operation;
    }

    private static void page(Operation operation) {
        operation.addParametersItem(query(
                "limit",
                new IntegerSchema()
                        .minimum(BigDecimal.ONE)
                        .maximum(BigDecimal.valueOf(PageRequest.MAX_LIMIT))
                        ._default(PageRequest.DEFAULT_LIMIT)));
        operation.addParametersItem(query("cursor", new StringSchema()));
        operation.addParametersItem(query("sort", new StringSchema()));
    }

    private static Parameter query(String name, Schema<?> schema) {
        return new QueryParameter().name(name).required(false).schema(schema);
    }

    private static void header(Operation operation, String name, String description) {
        operation.addParametersItem(new HeaderParameter()
                .name(name)
                .required(false)
                .description(description)
                .schema(new StringSchema()));
    }

    private static void body(Operation operation, String mediaType, Schema<?> schema) {
        operation.requestBody(new RequestBody()
                .required(true)
                .content(new Content().addMediaType(mediaType, new MediaType().schema(schema))));
    }
}
