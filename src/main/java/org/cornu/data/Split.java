package org.cornu.data;

/**
 * A dataset in two parts.
 *
 * @param train the first part, to train on
 * @param validation the rest, to validate on
 */
public record Split(Dataset train, Dataset validation) {}
