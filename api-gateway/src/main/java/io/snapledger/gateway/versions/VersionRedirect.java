package io.snapledger.gateway.versions;

import io.snapledger.gateway.answer.Answers;
import io.snapledger.gateway.links.Links;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** {@code /v3} is one slash short: cinder/api/v3/router.py, {@code mapper.redirect("", "/")}. */
@Controller
class VersionRedirect {

    @RequestMapping("/v3")
    void toTheSlash(Links links, HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Location", links.base() + "/v3/");
        Answers.sendEmpty(request, response, HttpServletResponse.SC_FOUND);
    }
}
