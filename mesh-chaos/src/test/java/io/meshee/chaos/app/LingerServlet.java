package io.meshee.chaos.app;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** {@code POST ?on=true} has some of this node's {@link LingeringTally lingering tallies} stay in their saves, {@code ?on=false} lets them go. */
@WebServlet("/chaos/linger")
public class LingerServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        Lingering.tell(Boolean.parseBoolean(request.getParameter("on")));
    }
}
