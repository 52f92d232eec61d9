/** The REST face: JSON in and out, and RFC 9457 problem documents for whatever goes wrong. */
package io.meshee.sample.rest;
