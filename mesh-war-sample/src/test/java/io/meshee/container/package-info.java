/** Mesh inside a real server: injection, scopes, transactions and health, by Arquillian. */
package io.meshee.container;
