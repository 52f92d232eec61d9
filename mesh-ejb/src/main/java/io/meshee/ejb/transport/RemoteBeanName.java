package io.meshee.ejb.transport;

import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The portable global JNDI name of this application's endpoint bean. */
final class RemoteBeanName {

    private RemoteBeanName() {}

    static String ofThisApplication() throws NamingException {
        InitialContext names = new InitialContext();
        String application = (String) names.lookup("java:app/AppName");
        String module = (String) names.lookup("java:module/ModuleName");
        return of(application, module);
    }

    /** A module that is deployed by itself is its own application, which then has no place in the name. */
    static String of(String application, String module) {
        String path = application.equals(module) ? module : application + "/" + module;
        return "java:global/" + path + "/" + MeshEndpointBean.class.getSimpleName() + "!"
                + MeshEndpoint.class.getName();
    }
}
