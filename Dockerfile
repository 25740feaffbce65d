# chat-server as an image: one file on a base that has a C library and nothing else. No shell, no package manager,
# no root.
#
#   docker build -t chat-server .
#   docker run --rm -p 8080:8080 -v chat:/data chat-server               then: telnet localhost 8080
#   docker run --rm -p 8080:8080 -e CHAT_LANG=zh -e CHAT_LOG_FORMAT=json chat-server
#
# Settings: environment variables (CHAT_PORT, CHAT_MAX_GUESTS, ...), or flags after the image's name. Set the port by
# CHAT_PORT, not by a flag: the health check reads the environment. `docker run chat-server config` prints them all.
#
# In a closed network: `deno compile` fetches denort, the runtime it puts the program behind, from Deno's own site.
# Where that site is out of reach, put a denort file of the same Deno version into this folder and name it. Where you
# have only a denort of another version, put the deno of that version beside it:
#
#   docker build --build-arg DENORT=denort -t chat-server .
#   docker build --build-arg DENORT=denort --build-arg DENO_COMPILE=deno -t chat-server .
#
# Packages come from npm; --build-arg NPM_CONFIG_REGISTRY=... names a mirror, and the proxy arguments that every build
# knows (HTTPS_PROXY, ...) work as usual.

ARG DENO_VERSION=2.9.6

FROM denoland/deno:debian-${DENO_VERSION} AS build
ARG DENORT=""
ARG DENO_COMPILE=""
ARG NPM_CONFIG_REGISTRY=""
WORKDIR /build
COPY . .
RUN if [ -n "$DENORT" ]; then export DENORT_BIN="/build/$DENORT"; fi; \
    if [ -n "$DENO_COMPILE" ]; then export DENO_COMPILE="/build/$DENO_COMPILE"; else unset DENO_COMPILE; fi; \
    if [ -z "$NPM_CONFIG_REGISTRY" ]; then unset NPM_CONFIG_REGISTRY; fi; \
    deno task compile && ./chat-server --version && mkdir /build/data

FROM gcr.io/distroless/cc-debian12:nonroot
COPY --from=build /build/chat-server /chat-server
# What is said is kept here: a volume, or it goes with the container.
COPY --from=build --chown=nonroot:nonroot /build/data /data
ENV CHAT_DATA=/data
VOLUME /data
USER nonroot:nonroot
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=5s --retries=3 CMD ["/chat-server", "health"]
ENTRYPOINT ["/chat-server"]
