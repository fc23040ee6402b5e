package com.messageai.leadgen.provider;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param providers by name: {@code linkedin, facebook, clearbit, hunter, zoominfo, openai, pinecone} */
@ConfigurationProperties("leadgen")
record ProvidersProperties(@DefaultValue Map<String, ProviderSettings> providers) {}
