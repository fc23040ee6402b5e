package com.messageai.leadgen.demo;

import com.messageai.leadgen.icp.Icps;
import com.messageai.leadgen.icp.IdealProfile;
import com.messageai.leadgen.icp.IdealProfile.Behaviors;
import com.messageai.leadgen.icp.IdealProfile.Demographics;
import com.messageai.leadgen.icp.IdealProfile.Exclusions;
import com.messageai.leadgen.icp.IdealProfile.Firmographics;
import com.messageai.leadgen.icp.IdealProfile.Psychographics;
import com.messageai.leadgen.icp.IdealProfile.Weights;
import com.messageai.leadgen.icp.Product;
import com.messageai.leadgen.icp.ProductId;
import com.messageai.leadgen.icp.Products;
import com.messageai.leadgen.team.NewUser;
import com.messageai.leadgen.team.Role;
import com.messageai.leadgen.team.TeamId;
import com.messageai.leadgen.team.Teams;
import com.messageai.leadgen.team.Users;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A team to begin with: five people, a product, three profiles of those who buy it. Made once, then left alone. */
class DemoData {

    private static final Map<String, Role> USERS = Map.of(
            "admin", Role.ADMIN,
            "manager", Role.SALES_MANAGER,
            "rep1", Role.SALES_REP,
            "rep2", Role.SALES_REP,
            "viewer", Role.VIEWER);

    private final Teams teams;
    private final Users users;
    private final Products products;
    private final Icps icps;
    private final DatabaseClient database;
    private final DemoPassword password;
    private final Environment environment;

    DemoData(
            Teams teams,
            Users users,
            Products products,
            Icps icps,
            DatabaseClient database,
            DemoPassword password,
            Environment environment) {
        this.teams = teams;
        this.users = users;
        this.products = products;
        this.icps = icps;
        this.database = database;
        this.password = password;
        this.environment = environment;
    }

    @EventListener
    void onReady(ApplicationReadyEvent ready) {
        TeamId team = establish().block();
        String url = "http://localhost:" + environment.getProperty("local.server.port");
        System.out.println("""

                MessageAI Lead Generation is started: %s
                Sign in as admin@, manager@, rep1@, rep2@ or viewer@demo.example, password: %s
                Team %s; the README goes on from here.
                """.formatted(url, password.value(), team));
    }

    private Mono<TeamId> establish() {
        return teams.establish("Demo", "demo")
                .delayUntil(team -> Flux.fromIterable(USERS.entrySet())
                        .concatMap(user -> users.establish(
                                        team,
                                        new NewUser(
                                                user.getKey() + "@demo.example",
                                                Character.toUpperCase(
                                                                user.getKey().charAt(0))
                                                        + user.getKey().substring(1),
                                                user.getValue(),
                                                password.value()))
                                .flatMap(id -> password.changed()
                                        ? users.setPassword(team, id, password.value())
                                        : Mono.empty()))
                        .then(catalogue(team)));
    }

    private Mono<Void> catalogue(TeamId team) {
        return database.sql("SELECT count(*) AS count FROM product WHERE team_id = :team")
                .bind("team", team.value())
                .map(row -> Optional.ofNullable(row.get("count", Long.class)).orElse(0L))
                .one()
                .filter(count -> count == 0)
                .flatMap(none -> products.create(team, product()))
                .flatMapMany(product ->
                        Flux.concat(saas(team, product.id()), commerce(team, product.id()), people(team, product.id())))
                .then();
    }

    private static Product.Content product() {
        return new Product.Content(
                "CloudLedger",
                "Shows software companies where their cloud money goes and what to do about it.",
                List.of("Cost per team and feature", "Kubernetes right-sizing", "Anomaly alerts", "Budget forecasts"),
                new Product.Pricing("SUBSCRIPTION", new BigDecimal("1200"), "USD", "MONTH"));
    }

    private Mono<?> saas(TeamId team, ProductId product) {
        return icps.create(
                team,
                product,
                "Engineering leaders at US SaaS companies",
                "Decide on infrastructure and feel its bill.",
                new IdealProfile(
                        new Demographics(
                                List.of("CTO", "VP Engineering", "Head of Platform"),
                                List.of("CXO", "VP", "DIRECTOR"),
                                List.of("ENGINEERING"),
                                List.of("USA")),
                        new Firmographics(
                                List.of("SaaS"),
                                List.of("50-200", "200-500"),
                                List.of("Kubernetes", "AWS"),
                                List.of(),
                                List.of()),
                        new Psychographics(
                                List.of("cloud costs grow faster than revenue", "scaling the platform"),
                                List.of("reliable releases"),
                                List.of("DevOps", "cloud computing"),
                                List.of()),
                        new Behaviors(List.of("scaling", "cost optimization"), 90, List.of("HIRING")),
                        List.of("demographics.locations"),
                        new Exclusions(List.of("Recruiter"), List.of(), List.of()),
                        Weights.DEFAULT));
    }

    private Mono<?> commerce(TeamId team, ProductId product) {
        return icps.create(
                team,
                product,
                "Marketing leaders at European retailers",
                "Run online shops with more traffic than insight.",
                new IdealProfile(
                        new Demographics(
                                List.of("CMO", "Head of Marketing", "VP Marketing"),
                                List.of("CXO", "VP", "DIRECTOR"),
                                List.of("MARKETING"),
                                List.of("Germany", "France", "Netherlands", "United Kingdom")),
                        new Firmographics(
                                List.of("Retail", "E-commerce"),
                                List.of("50-200", "200-500", "500-1000"),
                                List.of(),
                                List.of(),
                                List.of()),
                        new Psychographics(
                                List.of("rising acquisition cost"),
                                List.of("loyal customers"),
                                List.of("Marketing automation", "Customer experience"),
                                List.of()),
                        new Behaviors(List.of("personalization", "conversion"), 90, List.of()),
                        List.of(),
                        new Exclusions(List.of("Intern"), List.of(), List.of()),
                        Weights.DEFAULT));
    }

    private Mono<?> people(TeamId team, ProductId product) {
        return icps.create(
                team,
                product,
                "People leaders at manufacturers in DACH",
                "Hire and keep skilled people where they are scarce.",
                new IdealProfile(
                        new Demographics(
                                List.of("Head of HR", "Chief People Officer", "HR Director", "Leiter Personal"),
                                List.of("CXO", "VP", "DIRECTOR", "MANAGER"),
                                List.of("HUMAN_RESOURCES"),
                                List.of("DACH")),
                        new Firmographics(
                                List.of("Manufacturing"),
                                List.of("200-500", "500-1000", "1000-5000"),
                                List.of(),
                                List.of(),
                                List.of()),
                        new Psychographics(
                                List.of("skills shortage", "employee turnover"),
                                List.of("digital HR processes"),
                                List.of("Recruiting", "Employer branding"),
                                List.of()),
                        new Behaviors(List.of("hiring", "onboarding"), 180, List.of("HIRING")),
                        List.of(),
                        new Exclusions(List.of(), List.of("Staffing and Recruiting"), List.of()),
                        Weights.DEFAULT));
    }
}
