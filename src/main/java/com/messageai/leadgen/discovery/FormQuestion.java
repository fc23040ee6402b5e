package com.messageai.leadgen.discovery;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A question of a form.
 *
 * @param field null where the form's owner made it up, or where it is not known here
 * @param text as people read it
 * @param options the texts of a choice by their ids; empty where one answers freely
 */
record FormQuestion(@Nullable FormField field, String text, Map<String, String> options) {}
