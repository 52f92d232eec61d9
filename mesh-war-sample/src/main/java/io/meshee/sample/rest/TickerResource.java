package io.meshee.sample.rest;

import io.meshee.sample.chat.ChatNews;
import io.meshee.sample.chat.ChatTicker;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Reads the ticker of this node; it stays empty where chat is not served. */
@Path("ticker")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TickerResource {

    @Inject
    ChatTicker ticker;

    /** The last lines of all rooms. */
    @GET
    public List<ChatNews> latest() {
        return ticker.latest();
    }
}
