/** Layers that go through sequences step by step, and the cells that they compute in each step. */
package org.cornu.recurrent;
