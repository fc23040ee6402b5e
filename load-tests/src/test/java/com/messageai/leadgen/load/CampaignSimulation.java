package com.messageai.leadgen.load;

import static io.gatling.javaapi.core.CoreDsl.*;
import static io.gatling.javaapi.http.HttpDsl.*;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.time.Duration;

/**
 * A sales team at work: each user signs in, starts a campaign, reads its live feed to the end while looking at prospects
 * and leads.
 *
 * <p>System properties: {@code baseUrl} (http://localhost:8080), {@code email} and {@code password} of somebody who may
 * create campaigns, {@code users} (1), {@code rampSeconds} (1), {@code maxProspects} per campaign (200).
 */
public class CampaignSimulation extends Simulation {

    private static final String BASE_URL = System.getProperty("baseUrl", "http://localhost:8080");
    private static final String EMAIL = System.getProperty("email", "manager@demo.example");
    private static final String PASSWORD = System.getProperty("password", "");
    private static final int USERS = Integer.getInteger("users", 1);
    private static final int RAMP_SECONDS = Integer.getInteger("rampSeconds", 1);
    private static final int MAX_PROSPECTS = Integer.getInteger("maxProspects", 200);

    private final HttpProtocolBuilder protocol = http.baseUrl(BASE_URL + "/api/v1")
            .acceptHeader("application/json")
            .contentTypeHeader("application/json");

    private final ChainBuilder signIn = exec(http("sign in")
                    .post("/auth/login")
                    .body(StringBody("{\"email\": \"" + EMAIL + "\", \"password\": \"" + PASSWORD + "\"}"))
                    .check(status().is(200))
                    .check(jsonPath("$.accessToken").saveAs("token")))
            .exitHereIfFailed();

    private final ChainBuilder startCampaign = exec(authorized(http("find an ICP").get("/icps?limit=50&sort=createdAt"))
                    .check(jsonPath("$.items[0].id").saveAs("icp")))
            .exec(http("create a campaign")
                    .post("/campaigns")
                    .header("Authorization", "Bearer #{token}")
                    .body(StringBody("{\"icpId\": \"#{icp}\", \"name\": \"load #{randomUuid()}\", \"platforms\":"
                            + " [\"LINKEDIN\"], \"maxProspects\": " + MAX_PROSPECTS + "}"))
                    .check(status().is(201))
                    .check(jsonPath("$.id").saveAs("campaign")))
            .exec(http("start it")
                    .post("/campaigns/#{campaign}/start")
                    .header("Authorization", "Bearer #{token}")
                    .check(status().is(202)))
            .exitHereIfFailed();

    private final ChainBuilder watch = exec(sse("follow the feed")
                    .get("/campaigns/#{campaign}/events")
                    .header("Authorization", "Bearer #{token}")
                    .await(120)
                    .on(sse.checkMessage("the campaign ends")
                            .matching(substring("\"feed.end\""))
                            .check(substring("feed.end"))))
            .exec(sse("leave the feed").close());

    private final ChainBuilder look = exec(authorized(http("read the campaign").get("/campaigns/#{campaign}"))
                    .check(jsonPath("$.status").is("COMPLETED")))
            .exec(authorized(http("best prospects").get("/prospects?campaignId=#{campaign}&sort=-icpMatchScore")))
            .exec(authorized(http("review queue").get("/review-queue?campaignId=#{campaign}")))
            .exec(authorized(http("leads").get("/leads?campaignId=#{campaign}")));

    private static io.gatling.javaapi.http.HttpRequestActionBuilder authorized(
            io.gatling.javaapi.http.HttpRequestActionBuilder request) {
        return request.header("Authorization", "Bearer #{token}").check(status().is(200));
    }

    private final ScenarioBuilder team = scenario("a sales team at work").exec(signIn, startCampaign, watch, look);

    {
        setUp(team.injectOpen(rampUsers(USERS).during(Duration.ofSeconds(RAMP_SECONDS))))
                .protocols(protocol)
                .assertions(global().failedRequests().count().is(0L));
    }
}
