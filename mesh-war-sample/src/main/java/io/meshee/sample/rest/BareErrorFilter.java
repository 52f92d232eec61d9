package io.meshee.sample.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;

/** Gives every error that would leave without a body its problem document, or the server would send a page of HTML. */
@Provider
public class BareErrorFilter implements ContainerResponseFilter {

    private static final int FIRST_ERROR = 400;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() >= FIRST_ERROR && !response.hasEntity()) {
            var problem = HttpProblems.of(
                    response.getStatusInfo(),
                    request.getMethod(),
                    request.getUriInfo().getAbsolutePath().getPath(),
                    response.getAllowedMethods());
            response.setEntity(problem, new Annotation[0], Problem.MEDIA_TYPE);
        }
    }
}
