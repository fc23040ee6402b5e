package com.messageai.leadgen.icp;

import com.messageai.leadgen.store.Page;
import com.messageai.leadgen.store.PageRequest;
import com.messageai.leadgen.team.Caller;
import com.messageai.leadgen.team.Permission;
import com.messageai.leadgen.team.Requires;
import com.messageai.leadgen.web.Etags;
import com.messageai.leadgen.web.Idempotency;
import com.messageai.leadgen.web.IfMatch;
import com.messageai.leadgen.web.MergePatch;
import com.messageai.leadgen.web.Problems;
import com.messageai.leadgen.web.Replacement;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/products")
@Requires(Permission.CREATE_CAMPAIGN)
class ProductController {

    private final Products products;
    private final Idempotency idempotency;

    ProductController(Products products, Idempotency idempotency) {
        this.products = products;
        this.idempotency = idempotency;
    }

    @GetMapping
    @Requires(Permission.VIEW_CAMPAIGNS)
    Mono<Page<ProductView>> list(Caller caller, PageRequest page) {
        return products.list(caller.team(), page).map(found -> found.map(ProductView::of));
    }

    @PostMapping
    Mono<ResponseEntity<ProductView>> create(
            Caller caller, ServerWebExchange exchange, @RequestBody ProductInput input) {
        Product.Content content = input.checked();
        return idempotency.once(
                caller,
                exchange,
                input,
                products.create(caller.team(), content)
                        .map(product -> Etags.created(
                                "/api/v1/products/" + product.id(), ProductView.of(product), product.version())));
    }

    @GetMapping("/{id}")
    @Requires(Permission.VIEW_CAMPAIGNS)
    Mono<ResponseEntity<ProductView>> read(Caller caller, @PathVariable UUID id) {
        return products.find(caller.team(), new ProductId(id))
                .switchIfEmpty(missing())
                .map(ProductController::answer);
    }

    @PutMapping("/{id}")
    Mono<ResponseEntity<ProductView>> replace(
            Caller caller, @PathVariable UUID id, IfMatch match, @Replacement(ProductView.class) ProductInput input) {
        return change(caller, id, match, product -> input);
    }

    @PatchMapping("/{id}")
    Mono<ResponseEntity<ProductView>> change(Caller caller, @PathVariable UUID id, IfMatch match, MergePatch patch) {
        return change(caller, id, match, product -> patch.apply(ProductView.of(product), ProductInput.class));
    }

    @DeleteMapping("/{id}")
    Mono<ResponseEntity<Void>> delete(Caller caller, @PathVariable UUID id, IfMatch match) {
        return products.delete(caller.team(), new ProductId(id), product -> match.check(product.version()))
                .switchIfEmpty(missing())
                .map(product -> ResponseEntity.noContent().build());
    }

    private Mono<ResponseEntity<ProductView>> change(
            Caller caller, UUID id, IfMatch match, Function<Product, ProductInput> edit) {
        return products.change(caller.team(), new ProductId(id), product -> {
                    match.check(product.version());
                    return edit.apply(product).checked();
                })
                .switchIfEmpty(missing())
                .map(ProductController::answer);
    }

    private static ResponseEntity<ProductView> answer(Product product) {
        return Etags.ok(ProductView.of(product), product.version());
    }

    private static Mono<Product> missing() {
        return Mono.error(() -> Problems.notFound("product"));
    }
}
