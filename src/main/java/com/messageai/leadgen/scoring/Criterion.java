package com.messageai.leadgen.scoring;

import com.messageai.leadgen.scoring.Score.Factor;
import java.util.function.Function;

/** One thing that the ICP states. @param path as {@code required} names it @param weight within its factor */
record Criterion(Factor factor, String path, int weight, String expected, Function<Person, Match> judge) {}
