package io.meshee.sample.rest;

import io.meshee.api.Mesh;
import io.meshee.api.Request;
import io.meshee.sample.chat.ChatHistory;
import io.meshee.sample.chat.ChatNews;
import io.meshee.sample.chat.ChatPost;
import io.meshee.sample.chat.ChatRoom;
import io.meshee.sample.rest.Bodies.ChatAnswer;
import io.meshee.sample.rest.Bodies.PostAnswer;
import io.meshee.sample.rest.Bodies.PostBody;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Writes to chat rooms without waiting for them, and reads them. */
@Path("chat/{room}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ChatResource {

    private static final String CAPABILITY = "chat";

    @Inject
    Mesh mesh;

    /** Casts a line to the room: accepted, not yet there. The tickers of all nodes that serve chat hear of it too. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response post(@PathParam("room") String room, PostBody body) {
        var line = body.checked();
        mesh.cast(Request.to(ChatRoom.class, room).payload(new ChatPost(line.author(), line.text())));
        mesh.broadcast(CAPABILITY, new ChatNews(room, line.author(), line.text()));
        var shard = mesh.shardFor(room);
        var owner = mesh.ownerNode(shard, CAPABILITY).orElse(null);
        return Response.accepted(new PostAnswer(room, shard, owner)).build();
    }

    /** The room's last lines. */
    @GET
    public ChatAnswer history(@PathParam("room") String room) {
        var reply = mesh.call(Request.to(ChatRoom.class, room).returning(ChatHistory.class));
        return new ChatAnswer(room, reply.value().lines(), reply.process());
    }
}
