/** What Mesh keeps in a relational database, through Jakarta Persistence, in transactions of its own. */
package io.meshee.ejb.persistence;
