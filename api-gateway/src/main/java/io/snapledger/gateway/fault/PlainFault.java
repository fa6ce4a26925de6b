package io.snapledger.gateway.fault;

import io.snapledger.gateway.answer.Answers;
import io.snapledger.gateway.answer.UnreadBody;
import io.snapledger.gateway.json.PythonJson;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * A refusal from before any API controller: webob/exc.py, WSGIHTTPException.generate_response. It
 * is plain text, JSON or a page, as the client accepts.
 */
public final class PlainFault extends RuntimeException {

    private final int status;
    private final String title;
    private final String explanation;

    private PlainFault(int status, String title, String explanation) {
        super(status + ": " + explanation, null, false, false);
        this.status = status;
        this.title = title;
        this.explanation = explanation;
    }

    /** Nothing is routed there; a wrong method is answered no differently. */
    public static PlainFault noRoute() {
        return new PlainFault(404, "Not Found", "The resource could not be found.");
    }

    /** oslo_middleware/sizelimit.py. */
    public static PlainFault tooLarge(long limit) {
        return new PlainFault(
                413,
                "Request Entity Too Large",
                "Request is too large. Larger than max_request_body_size (" + limit + ").");
    }

    /** The body did not come in time. */
    public static PlainFault tooSlow() {
        return new PlainFault(
                408,
                "Request Timeout",
                "The server has waited too long for the request to be sent by the client.");
    }

    public int status() {
        return status;
    }

    /** Writes it in the form the client accepts. */
    public void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (status == 413 || status == 408) {
            // What is left of the body is not worth reading.
            response.setHeader("Connection", "close");
            UnreadBody.abandon(request);
        }
        if (request.getMethod().equals("HEAD")) {
            // webob answers HEAD with its default content type and no body.
            Answers.sendEmpty(request, response, status);
            return;
        }
        String line = status + " " + title;
        switch (accepted(request.getHeader("Accept"))) {
            case HTML ->
                    Answers.send(request, response, status, Answers.HTML, page(line, explanation));
            case JSON -> {
                Map<String, Object> body = new LinkedHashMap<>();
                body.put("message", explanation + "<br /><br />\n\n\n");
                body.put("code", line);
                body.put("title", title);
                Answers.send(request, response, status, Answers.JSON, PythonJson.write(body));
            }
            case TEXT ->
                    Answers.send(
                            request,
                            response,
                            status,
                            Answers.TEXT,
                            line + "\n\n" + explanation + "\n\n   ");
        }
    }

    private static String page(String line, String explanation) {
        return """
        <html>
         <head>
          <title>%1$s</title>
         </head>
         <body>
          <h1>%1$s</h1>
          %2$s<br /><br />



         </body>
        </html>\
        """
                .formatted(line, explanation);
    }

    private enum Form {
        HTML,
        JSON,
        TEXT
    }

    // webob offers text/html first, then application/json; the better quality wins.
    private static Form accepted(@Nullable String accept) {
        if (accept == null || accept.isBlank()) {
            return Form.TEXT;
        }
        List<MediaType> ranges;
        try {
            ranges = MediaType.parseMediaTypes(accept);
        } catch (InvalidMediaTypeException unreadable) {
            return Form.TEXT;
        }
        double html = quality(ranges, MediaType.TEXT_HTML);
        double json = quality(ranges, MediaType.APPLICATION_JSON);
        if (html <= 0 && json <= 0) {
            return Form.TEXT;
        }
        return html >= json ? Form.HTML : Form.JSON;
    }

    // The most specific range that covers the offer decides.
    private static double quality(List<MediaType> ranges, MediaType offer) {
        MediaType best = null;
        for (MediaType range : ranges) {
            if (range.includes(offer) && (best == null || range.isMoreSpecific(best))) {
                best = range;
            }
        }
        return best == null ? 0 : best.getQualityValue();
    }
}
