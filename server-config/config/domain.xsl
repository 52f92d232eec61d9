<?xml version="1.0" encoding="UTF-8"?>
<!-- Makes a node's domain.xml out of Payara Micro's own: adds the IIOP listener, and binds HTTP to the node's host.
     Every ${...} in the result is a system property, read by the server when it starts. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="xml" encoding="UTF-8" indent="no"/>

  <xsl:template match="@*|node()">
    <xsl:copy>
      <xsl:apply-templates select="@*|node()"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="config[@name='server-config']/http-service">
    <iiop-service>
      <orb use-thread-pool-ids="thread-pool-1" message-fragment-size="32768"/>
      <iiop-listener id="orb-listener-1" address="${{mesh.remote-ejb.host}}" port="${{mesh.remote-ejb.port}}"
          lazy-init="false" enabled="true"/>
    </iiop-service>
    <xsl:copy>
      <xsl:apply-templates select="@*|node()"/>
    </xsl:copy>
  </xsl:template>

  <!-- where the state of processes is kept if mesh.jpa.data-source=jdbc/mesh -->
  <xsl:template match="domain/resources">
    <xsl:copy>
      <xsl:apply-templates select="@*|node()"/>
      <jdbc-resource jndi-name="jdbc/mesh" pool-name="MeshPool"/>
      <jdbc-connection-pool name="MeshPool" res-type="javax.sql.DataSource"
          datasource-classname="org.h2.jdbcx.JdbcDataSource" steady-pool-size="1" max-pool-size="32"
          max-wait-time-in-millis="3000" fail-all-connections="true" is-connection-validation-required="true"
          connection-validation-method="custom-validation"
          validation-classname="org.glassfish.api.jdbc.validation.H2ConnectionValidation">
        <property name="URL" value="${{mesh.run.database}}"/>
      </jdbc-connection-pool>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="servers/server">
    <xsl:copy>
      <xsl:apply-templates select="@*|node()"/>
      <resource-ref ref="jdbc/mesh"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="network-listener">
    <xsl:copy>
      <xsl:attribute name="address">${mesh.run.http.host}</xsl:attribute>
      <xsl:apply-templates select="@*|node()"/>
    </xsl:copy>
  </xsl:template>
</xsl:stylesheet>
