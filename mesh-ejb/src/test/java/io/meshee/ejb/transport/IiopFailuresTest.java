package io.meshee.ejb.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.spi.Transport.LostException;
import io.meshee.spi.Transport.NotSentException;
import jakarta.ejb.EJBException;
import java.net.ConnectException;
import java.rmi.MarshalException;
import org.junit.jupiter.api.Test;

class IiopFailuresTest {

    @Test
    void a_refused_connection_was_not_sent() {
        var failure = new EJBException(new MarshalException("CORBA", new ConnectException("refused")));

        assertThatThrownBy(() -> IiopFailures.classify("n2", failure)).isInstanceOf(NotSentException.class);
    }

    @Test
    void what_the_orb_says_was_not_completed_was_not_sent() {
        var failure = new EJBException(
                new MarshalException("CORBA COMM_FAILURE 1398079690 No; … vmcid: OMG minor code: 4 completed: No"));

        assertThatThrownBy(() -> IiopFailures.classify("n2", failure)).isInstanceOf(NotSentException.class);
    }

    @Test
    void what_may_have_been_completed_is_lost() throws NotSentException {
        var failure = new EJBException(
                new MarshalException("CORBA COMM_FAILURE 1398079696 Maybe; … minor code: 208 completed: Maybe"));

        assertThat(IiopFailures.classify("n2", failure)).isInstanceOf(LostException.class);
    }

    @Test
    void anything_else_is_lost() throws NotSentException {
        assertThat(IiopFailures.classify("n2", new EJBException("a bean that threw")))
                .isInstanceOf(LostException.class);
    }
}
