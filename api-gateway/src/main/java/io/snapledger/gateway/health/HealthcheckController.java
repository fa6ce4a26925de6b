package io.snapledger.gateway.health;

import io.snapledger.gateway.answer.Answers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Whether a load balancer should send requests here: oslo_middleware/healthcheck/__init__.py. It
 * says no only while the operator's disable file exists; the state of what stands behind is the
 * actuator's to tell, since a balancer that drains every gateway at once helps nobody.
 */
@Controller
class HealthcheckController {

    private final @Nullable Path disableFile;

    HealthcheckController(HealthcheckProperties properties) {
        this.disableFile = properties.disableFile();
    }

    @RequestMapping("/healthcheck")
    void check(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean disabled = disableFile != null && Files.exists(disableFile);
        String reason = disabled ? "DISABLED BY FILE" : "OK";
        int status = disabled ? HttpStatus.SERVICE_UNAVAILABLE.value() : HttpStatus.OK.value();
        if (request.getMethod().equals("HEAD")) {
            // Healthcheck.HEAD_HEALTHY_TO_STATUS_CODES: there is nothing to be the head of.
            int bare = disabled ? status : HttpStatus.NO_CONTENT.value();
            Answers.send(request, response, bare, Answers.TEXT, "");
            return;
        }
        String accept = request.getHeader("Accept");
        if (accept != null && accept.contains("application/json")) {
            Answers.send(request, response, status, Answers.JSON, json(reason));
        } else if (accept != null && accept.contains("text/html")) {
            Answers.send(request, response, status, Answers.HTML, page(reason));
        } else {
            Answers.send(request, response, status, Answers.TEXT, reason);
        }
    }

    private static String json(String reason) {
        return """
        {
            "detailed": false,
            "reasons": [
                "%s"
            ]
        }\
        """
                .formatted(reason);
    }

    private static String page(String reason) {
        return "<html><head><title>Health check</title></head><body><h1>"
                + reason
                + "</h1></body></html>";
    }
}
