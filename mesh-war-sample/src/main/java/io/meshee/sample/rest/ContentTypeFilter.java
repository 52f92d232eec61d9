package io.meshee.sample.rest;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Refuses a Content-Type that is none before JAX-RS sees it: Jersey's servlet reads that header outside of all mappers
 * and filters, and leaves the answer to the server's page of HTML.
 */
@WebFilter("/api/*")
public class ContentTypeFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private final transient Jsonb json = JsonbBuilder.create();

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var contentType = request.getContentType();
        if (contentType == null || isMediaType(contentType)) {
            chain.doFilter(request, response);
            return;
        }
        var problem = Problem.badRequest("Content-Type must be a media type, as in application/json");
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE.toString());
        response.getOutputStream().write(json.toJson(problem).getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isMediaType(String value) {
        try {
            MediaType.valueOf(value);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
