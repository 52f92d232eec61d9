package io.meshee.chaos.app;

import com.hazelcast.core.HazelcastInstance;
import io.meshee.api.ClusterView;
import io.meshee.api.Mesh;
import io.meshee.core.wire.MalformedException;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Collectors;
import javax.cache.CacheManager;

/** What the harness does to a node from within: {@code POST wipe} empties the directory, {@code GET standing} says how it sees the cluster. */
@WebServlet(urlPatterns = {"/chaos/wipe", "/chaos/standing"})
public class ControlServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Inject
    transient HazelcastInstance grid;

    @Inject
    transient CacheManager caches;

    @Inject
    transient Mesh mesh;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        Directory.wipe(caches);
    }

    /**
     * Says how many members the grid has, whether every entry that this one owns has its backup on another, this node's view
     * (lineage, epoch, members), and whether that is settled and the last of its steps. Each node is asked for itself: the
     * grid's word for all its members waits for one that is just dying.
     */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var view = mesh.view();
        response.setContentType("text/plain");
        response.getWriter()
                .print(String.join(
                        " ",
                        Integer.toString(grid.getCluster().getMembers().size()),
                        grid.getPartitionService().isLocalMemberSafe() ? "safe" : "unsafe",
                        "@" + view.lineage(),
                        Long.toString(view.epoch()),
                        view.members().stream().map(ClusterView.Member::name).collect(Collectors.joining(",")),
                        isSettled(view.epoch()) ? "settled" : "unsettled"));
    }

    private boolean isSettled(long epoch) throws IOException {
        try {
            var view = Directory.view(caches).filter(present -> present.epoch() == epoch);
            return view.isPresent() && Directory.isEven(view.get()) && Directory.isSettled(caches, grid, view.get());
        } catch (MalformedException e) {
            throw new IOException("the directory cannot be read", e);
        }
    }
}
