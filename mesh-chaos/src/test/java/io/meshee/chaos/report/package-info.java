/** What a person looks at: a table, a picture, and the history line by line. */
package io.meshee.chaos.report;
