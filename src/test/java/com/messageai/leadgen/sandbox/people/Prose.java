package com.messageai.leadgen.sandbox.people;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What people write about themselves. */
final class Prose {

    private static final List<String> HEADLINES = List.of(
            "{title} at {company}",
            "{title} at {company}",
            "{title} @ {company}",
            "{title} at {company} | {interest}",
            "{title} | {company}",
            "{title}, {company} – {skill}, {skill2}",
            "{interest} enthusiast | {title} at {company}");
    private static final List<String> LEADERS = List.of(
            "I lead {people} people at {company}.",
            "{title} at {company}, reporting to the board.",
            "As {title} I am responsible for strategy, budget and a team of {people}.",
            "{years} years in the field, the last {some} of them leading teams.",
            "Joined {company} early and grew the team from {some} to {people}.");
    private static final List<String> OTHERS = List.of(
            "I work as {title} at {company}.",
            "{title} at {company}.",
            "{years} years of experience, now at {company}.",
            "Part of a team of {some} at {company}.",
            "Curious by nature, {title} by profession.");
    private static final List<String> PAINS = List.of(
            "Like many of us I am struggling with {pain}.",
            "My biggest headache right now: {pain}.",
            "When I started here, we had {pain}.",
            "Ask me about {pain}; I have seen it all.",
            "Too much of my week goes into {pain}.");
    private static final List<String> GOALS = List.of(
            "We are working to {goal}.",
            "This year I want to {goal}.",
            "What drives me: helping teams {goal}.",
            "Our plan for the next twelve months is to {goal}.");
    private static final List<String> INTERESTS = List.of(
            "Always happy to talk about {interest} and {interest2}.",
            "I read and write about {interest}.",
            "Passionate about {interest}, {interest2} and good coffee.",
            "Regular speaker on {interest}.");
    private static final List<String> SIGNALS = List.of(
            "We are hiring, get in touch!",
            "We just closed a funding round and are growing fast.",
            "Currently evaluating new tools in this area.",
            "We opened a second office this spring.");
    private static final List<String> PERSONAL = List.of(
            "Off the clock I bake sourdough.",
            "Father of two, amateur cellist.",
            "Marathon runner, slow reader.",
            "Mum, climber, terrible gardener.",
            "Weekends belong to my motorcycle.",
            "Volunteer firefighter.",
            "Opinions are my own.",
            "Chess, cycling and too many books.",
            "Proud alumna of a state school.",
            "Please no cold calls.");
    private static final List<String> GERMAN = List.of(
            "{title} bei {company}.",
            "Seit {years} Jahren im Beruf, davon {some} bei {company}.",
            "Meine Themen: {interest} und {interest2}.",
            "Mich beschäftigt vor allem {interest}.",
            "Verantwortlich für ein Team von {people} Menschen.",
            "In der Freizeit viel in den Bergen unterwegs.");
    private static final List<String> FRENCH = List.of(
            "{title} chez {company}.",
            "{years} ans d’expérience, dont {some} chez {company}.",
            "Mes sujets : {interest} et {interest2}.",
            "Passionnée par {interest}.",
            "À la tête d’une équipe de {people} personnes.",
            "Amateur de voile et de cuisine.");
    private static final List<String> SPANISH = List.of(
            "{title} en {company}.",
            "{years} años de experiencia, {some} de ellos en {company}.",
            "Mis temas: {interest} y {interest2}.",
            "Me apasiona {interest}.",
            "Lidero un equipo de {people} personas.",
            "Amante del senderismo y del buen café.");

    private Prose() {}

    static String headline(String title, Company company, List<Topic> topics, SplittableRandom random) {
        return fill(any(HEADLINES, random), title, company, topics, random);
    }

    static String summary(
            String title, Role role, Company company, Place place, List<Topic> topics, SplittableRandom random) {
        List<String> own = switch (place.country().language()) {
            case "de" -> GERMAN;
            case "fr" -> FRENCH;
            case "es" -> SPANISH;
            default -> List.of();
        };
        List<String> parts = new ArrayList<>();
        if (!own.isEmpty() && random.nextInt(100) < 30) {
            parts.add(own.get(random.nextInt(2)));
            parts.add(own.get(2 + random.nextInt(2)));
            parts.add(own.get(4 + random.nextInt(2)));
        } else {
            parts.add(any(role.seniority() >= 5 ? LEADERS : OTHERS, random));
            addSometimes(85, PAINS, parts, random);
            addSometimes(75, GOALS, parts, random);
            addSometimes(60, INTERESTS, parts, random);
            addSometimes(12, SIGNALS, parts, random);
            addSometimes(40, PERSONAL, parts, random);
        }
        StringBuilder text = new StringBuilder();
        for (String part : parts) {
            text.append(text.isEmpty() ? "" : " ").append(fill(part, title, company, topics, random));
        }
        return text.toString();
    }

    private static void addSometimes(int percent, List<String> choice, List<String> parts, SplittableRandom random) {
        if (random.nextInt(100) < percent) {
            parts.add(any(choice, random));
        }
    }

    private static String any(List<String> choice, SplittableRandom random) {
        return choice.get(random.nextInt(choice.size()));
    }

    private static String fill(
            String pattern, String title, Company company, List<Topic> topics, SplittableRandom random) {
        StringBuilder text = new StringBuilder(pattern.length() + 64);
        int at = 0;
        for (int open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', at)) {
            int close = pattern.indexOf('}', open);
            text.append(pattern, at, open)
                    .append(value(pattern.substring(open + 1, close), title, company, topics, random));
            at = close + 1;
        }
        return text.append(pattern, at, pattern.length()).toString();
    }

    private static String value(
            String key, String title, Company company, List<Topic> topics, SplittableRandom random) {
        Topic first = topics.getFirst();
        Topic last = topics.getLast();
        return switch (key) {
            case "title" -> title;
            case "company" -> company.name();
            case "interest" -> first.interest();
            // With a single topic there is a skill of it instead.
            case "interest2" -> first == last ? first.skills().getLast() : last.interest();
            case "pain" -> topics.get(random.nextInt(topics.size())).pain();
            case "goal" -> topics.get(random.nextInt(topics.size())).goal();
            case "skill" -> first.skills().getFirst();
            case "skill2" -> last.skills().getLast();
            case "people" -> String.valueOf(5 + random.nextInt(60));
            case "years" -> String.valueOf(6 + random.nextInt(22));
            case "some" -> String.valueOf(2 + random.nextInt(7));
            default -> throw new IllegalArgumentException(key);
        };
    }
}
