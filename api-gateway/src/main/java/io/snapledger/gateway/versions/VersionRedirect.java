package io.snapledger.gateway.versions;

import io.snapledger.gateway.answer.Answers;
import io.snapledger.gateway.links.Links;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * {@code /v3} and {@code /v2} are one slash short: cinder/api/v3/router.py and
 * manila/api/v2/router.py, {@code mapper.redirect("", "/")}.
 */
@Controller
class VersionRedirect {

    @RequestMapping({"/v3", "/v2"})
    void toTheSlash(Links links, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader("Location", links.base() + links.api().prefix() + "/");
        switch (links.api()) {
            case BLOCK_STORAGE ->
                    Answers.sendEmpty(request, response, HttpServletResponse.SC_FOUND);
            case SHARED_FILE_SYSTEM ->
                    Answers.send(
                            request,
                            response,
                            HttpServletResponse.SC_FOUND,
                            "text/plain; charset=utf8",
                            "");
        }
    }
}
