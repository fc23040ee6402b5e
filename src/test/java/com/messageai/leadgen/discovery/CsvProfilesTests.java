package com.messageai.leadgen.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.discovery.CsvRow.Person;
import com.messageai.leadgen.discovery.CsvRow.Rejected;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.prospect.Profile;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class CsvProfilesTests {

    private static final DefaultDataBufferFactory BUFFERS = DefaultDataBufferFactory.sharedInstance;

    private final CsvProfiles csv = new CsvProfiles();

    @Test
    void understandsLinkedInsConnectionsAsTheyAre() {
        List<CsvRow> rows = file("Connections.csv");

        assertThat(people(rows))
                .extracting(Profile::name)
                .containsExactly("Ilse Varga", "Jürgen Müller-Lüdenscheidt", "Ana María Fernández", "李 娜");
        assertThat(rows.stream().filter(Rejected.class::isInstance))
                .containsExactly(
                        new Rejected(10, "has no name"), new Rejected(12, "has an e-mail address that is not valid"));
        Profile ilse = people(rows).getFirst();
        assertThat(ilse.platform()).isEqualTo(Platform.CSV);
        assertThat(ilse.firstName()).isEqualTo("Ilse");
        assertThat(ilse.profileUrl()).isEqualTo("https://www.linkedin.com/in/ilse-varga-demo");
        assertThat(ilse.emails()).containsExactly("ilse@tarnwell.example");
        assertThat(ilse.company().name()).isEqualTo("Tarnwell, Inc.");
        assertThat(ilse.title()).isEqualTo("CTO, Platform & Data");
        assertThat(people(rows).get(1).company().name()).isEqualTo("Bäckerei \"Zum Löwen\"");
        assertThat(people(rows).get(2).company().name()).isEqualTo("Grupo Tres");
    }

    @Test
    void leavesOutBadRowsByNumberAndReasonAndGoesOn() {
        List<CsvRow> rows = file("nasty.csv");

        assertThat(rows.stream().filter(Rejected.class::isInstance))
                .containsExactly(
                        new Rejected(3, "has no name"),
                        new Rejected(4, "has more columns than the header"),
                        new Rejected(5, "has an e-mail address that is not valid"),
                        new Rejected(6, "has a quote that is not closed"),
                        new Rejected(8, "is the header once more"));
        assertThat(people(rows))
                .extracting(Profile::name)
                .containsExactly(
                        "Good One",
                        "Good Two",
                        "Short Row",
                        "=HYPERLINK Man",
                        "Five \"Inch\" Disk",
                        "Trailing Quote",
                        "NulName",
                        "Last One");
        Profile one = people(rows).getFirst();
        assertThat(one.company().domain()).isEqualTo("a.example");
        assertThat(one.company().employees()).isEqualTo(120);
        assertThat(one.location()).isEqualTo(new Profile.Place("Berlin, Germany", "Berlin", null, "DE"));
        assertThat(one.skills()).containsExactly("Java", "Kotlin", "Go");
        assertThat(one.phones()).containsExactly("+49 30 123");
        Profile two = people(rows).get(1);
        assertThat(two.emails()).containsExactly("two@a.example", "TWO@b.example");
        assertThat(two.title()).isEqualTo("VP \"Eng\"");
        assertThat(two.company().size()).isEqualTo("51-200");
        Profile guarded = people(rows).get(3);
        assertThat(guarded.emails()).containsExactly("+formula@a.example");
        assertThat(guarded.title()).isEqualTo("-1 CTO");
        assertThat(guarded.company().name()).isEqualTo("@Company");
    }

    @Test
    void readsTheSameHoweverTheBytesArrive() {
        for (String name : List.of("Connections.csv", "nasty.csv", "windows-1252.csv", "old-mac.csv")) {
            List<CsvRow> whole = rows(bytes(name), Integer.MAX_VALUE);
            for (int size : new int[] {1, 2, 3, 7, 64}) {
                assertThat(rows(bytes(name), size)).as(name + " by " + size).isEqualTo(whole);
            }
        }
    }

    @Test
    void readsWhatSpreadsheetsOnWindowsWrite() {
        List<Profile> people = people(file("windows-1252.csv"));

        assertThat(people).extracting(Profile::name).containsExactly("Jürgen Groß", "Žofie “Zo” Nová");
        assertThat(people.getFirst().company().name()).isEqualTo("Müller & Söhne");
        assertThat(people.getFirst().location().city()).isEqualTo("Köln");
    }

    @Test
    void understandsOurOwnExport() {
        Profile ilse = people(file("leads.csv")).getFirst();

        assertThat(ilse.name()).isEqualTo("Ilse Varga");
        assertThat(ilse.title()).isEqualTo("CTO, Platform");
        assertThat(ilse.emails()).containsExactly("ilse@tarnwell.example", "iv@b.example");
        assertThat(ilse.phones()).containsExactly("+15125550100", "+15125550101");
        assertThat(ilse.company().name()).isEqualTo("Tarnwell, Inc.");
        assertThat(ilse.company().domain()).isEqualTo("tarnwell.example");
        assertThat(ilse.company().industry()).isEqualTo("Software Development");
        assertThat(ilse.company().size()).isEqualTo("51-200");
        assertThat(ilse.profileUrl()).isEqualTo("https://www.linkedin.com/in/ilse-varga-demo");
    }

    @Test
    void readsWhatOldMacsWrote() {
        assertThat(people(file("old-mac.csv")))
                .extracting(profile -> profile.company().name())
                .containsExactly("Tarnwell", "Lind AB");
    }

    @Test
    void refusesAFileOfWhichItUnderstandsNothing() {
        assertThat(file("utf-16.csv")).containsExactly(new Rejected(1, "the file is UTF-16, save it as UTF-8"));
        assertThat(file("no-header.csv"))
                .containsExactly(new Rejected(1, "there is no header with a column for names"));
        assertThat(rows(new byte[0], 10))
                .containsExactly(new Rejected(1, "there is no header with a column for names"));
        assertThat(rows("a,b\n".repeat(50).getBytes(StandardCharsets.UTF_8), 10))
                .containsExactly(new Rejected(1, "there is no header with a column for names"));
    }

    @Test
    void saysWhichColumnIsThereTwice() {
        List<CsvRow> rows = file("repeated-column.csv");

        assertThat(rows.getFirst())
                .isEqualTo(new Rejected(1, "the column \"Email\" is there twice, the first one counts"));
        assertThat(people(rows).getFirst().emails()).containsExactly("a@a.example");
    }

    @Test
    void knowsSomebodyAgainByProfileOrAddressOrNameAndCompany() {
        List<Profile> people = people(rows("""
                Name,Email,Company,LinkedIn
                A,a@x.example,X,https://www.linkedin.com/in/Some-One/
                B,b@y.example,Y,linkedin.com/in/some-one?trk=1
                C,Same@z.example,Z,
                D,same@Z.example,W,
                E  e,,Company,
                e E,,company,
                F,,Other,https://acme.example/about
                """.getBytes(StandardCharsets.UTF_8), 100));

        List<String> ids = people.stream().map(Profile::platformProfileId).toList();
        assertThat(ids.get(0)).isEqualTo(ids.get(1)).hasSize(32);
        assertThat(ids.get(2)).isEqualTo(ids.get(3));
        assertThat(ids.get(4)).isEqualTo(ids.get(5));
        assertThat(ids.stream().distinct()).hasSize(4);
        assertThat(people.getLast().profileUrl()).isNull();
    }

    @Test
    void givesUpAFileInWhichHardlyAnyQuoteIsClosed() {
        String file = "Name,Title\n" + "x,\"never closed \"\" ever\n".repeat(20_000);

        List<CsvRow> rows = rows(file.getBytes(StandardCharsets.UTF_8), 8_192);

        assertThat(rows).hasSizeLessThan(200);
        assertThat(((Rejected) rows.getLast()).reason()).contains("too many quotes");
    }

    @Test
    void skipsALineThatIsTooLong() {
        String file = "Name,Bio\nA,b\nB," + "x".repeat(200_000) + "\nC,d\n";

        List<CsvRow> rows = rows(file.getBytes(StandardCharsets.UTF_8), 4_096);

        assertThat(rows.get(1)).isEqualTo(new Rejected(3, "is too long"));
        assertThat(people(rows)).extracting(Profile::name).containsExactly("A", "C");
    }

    @Test
    void readsBackWhateverAWriterOfCsvWrites() throws IOException {
        var random = new Random(11);
        List<String> titles = new ArrayList<>();
        var text = new StringWriter();
        try (var printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
            printer.printRecord("Company", "Name", "Title");
            for (int i = 0; i < 500; i++) {
                StringBuilder title = new StringBuilder("t");
                for (int j = random.nextInt(12); j > 0; j--) {
                    title.append(List.of("\"", ",", ";", "\n", "\r\n", "'", "x", "é", "𝄞", "\t")
                            .get(random.nextInt(10)));
                }
                titles.add(Texts.line(title.toString()));
                printer.printRecord("", "N" + i, title.toString());
            }
        }

        assertThat(people(rows(text.toString().getBytes(StandardCharsets.UTF_8), 13)))
                .extracting(Profile::title)
                .isEqualTo(titles);
    }

    @Test
    void takesNoMoreThan50Megabytes() {
        byte[] part = ("Name," + "x".repeat(60_000) + "\n").getBytes(StandardCharsets.UTF_8);
        csv.read(Flux.range(0, 1_000).map(i -> buffer(part)))
                .as(flux -> StepVerifier.create(flux.ignoreElements()))
                .expectError(DataBufferLimitException.class)
                .verify(Duration.ofSeconds(60));
    }

    @Test
    void readsNoFurtherThanItsRowsAreAskedFor() {
        var parts = new AtomicLong();
        byte[] part = "A,B\n".repeat(100).getBytes(StandardCharsets.UTF_8);
        Flux<DataBuffer> body = Flux.just(buffer("Name,Company\n".getBytes(StandardCharsets.UTF_8)))
                .concatWith(Flux.range(0, 10_000)
                        .doOnNext(i -> parts.incrementAndGet())
                        .map(i -> buffer(part)));

        StepVerifier.create(csv.read(body), 0)
                .thenRequest(10)
                .expectNextCount(10)
                .expectNoEvent(Duration.ofMillis(100))
                .then(() -> assertThat(parts).hasValueLessThan(20))
                .thenCancel()
                .verify(Duration.ofSeconds(10));
    }

    private List<CsvRow> file(String name) {
        return rows(bytes(name), 4_096);
    }

    private List<CsvRow> rows(byte[] bytes, int partSize) {
        List<DataBuffer> parts = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += Math.min(partSize, bytes.length)) {
            parts.add(buffer(
                    java.util.Arrays.copyOfRange(bytes, at, (int) Math.min((long) at + partSize, bytes.length))));
        }
        return csv.read(Flux.fromIterable(parts)).collectList().block(Duration.ofSeconds(30));
    }

    private static List<Profile> people(List<CsvRow> rows) {
        return rows.stream()
                .filter(Person.class::isInstance)
                .map(row -> ((Person) row).profile())
                .toList();
    }

    private static DataBuffer buffer(byte[] bytes) {
        return BUFFERS.wrap(bytes);
    }

    private static byte[] bytes(String name) {
        try {
            return new ClassPathResource("csv/" + name).getContentAsByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
