package io.snapledger.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The same answers by a handler that does nothing: what Spring and Tomcat give at most. */
@SpringBootConfiguration
@EnableAutoConfiguration
@EnableConfigurationProperties(SameBytes.Answers.class)
@Import(SameBytes.Handler.class)
class SameBytes {

    static void main(String[] args) {
        SpringApplication.run(SameBytes.class, args);
    }

    /** The folder in which there is a file for each answer. */
    @ConfigurationProperties("benchmarks")
    record Answers(Path answers) {}

    /** An answer as the service gave it. */
    record Answer(int status, List<Header> headers, String body) {

        record Header(String name, String value) {}

        ResponseEntity<byte[]> toEntity() {
            HttpHeaders all = new HttpHeaders();
            headers.forEach(header -> all.add(header.name(), header.value()));
            return new ResponseEntity<>(
                    body.getBytes(StandardCharsets.UTF_8), all, HttpStatusCode.valueOf(status));
        }
    }

    /** Knows all answers before the first request. */
    @RestController
    static class Handler {

        private final Map<String, ResponseEntity<byte[]>> entities = new HashMap<>();

        Handler(Answers answers, JsonMapper json) throws IOException {
            try (Stream<Path> files = Files.list(answers.answers())) {
                for (Path file : files.toList()) {
                    String name = file.getFileName().toString().replace(".json", "");
                    entities.put(name, json.readValue(file.toFile(), Answer.class).toEntity());
                }
            }
        }

        @GetMapping("/answers/{name}")
        ResponseEntity<byte[]> answer(@PathVariable String name) {
            return entities.getOrDefault(name, ResponseEntity.notFound().build());
        }
    }
}
