/** What Mesh asks of the server itself: the data grid's members, and when the application and the server start and stop. */
package io.meshee.ejb.membership;
