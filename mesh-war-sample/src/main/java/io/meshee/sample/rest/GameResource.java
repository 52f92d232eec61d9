package io.meshee.sample.rest;

import io.meshee.api.Mesh;
import io.meshee.api.Reply;
import io.meshee.api.Request;
import io.meshee.sample.game.Game;
import io.meshee.sample.game.GameState;
import io.meshee.sample.game.Move;
import io.meshee.sample.rest.Bodies.GameAnswer;
import io.meshee.sample.rest.Bodies.MoveBody;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Plays the game. Knows its contract only: the process class may live on other nodes alone. */
@Path("game/{id}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class GameResource {

    @Inject
    Mesh mesh;

    /** Takes one step. */
    @POST
    @Path("move")
    @Consumes(MediaType.APPLICATION_JSON)
    public GameAnswer move(@PathParam("id") String id, MoveBody body) {
        return answer(mesh.call(
                Request.to(Game.class, id).payload(new Move(body.parsed())).returning(GameState.class)));
    }

    /** The score and the position. */
    @GET
    public GameAnswer state(@PathParam("id") String id) {
        return answer(mesh.call(Request.to(Game.class, id).returning(GameState.class)));
    }

    private static GameAnswer answer(Reply<GameState> reply) {
        return new GameAnswer(reply.value().score(), reply.value().position(), reply.process());
    }
}
