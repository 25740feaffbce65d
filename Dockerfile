# chat-server as an image: one file on a base that has a C library and nothing else: no shell, no package manager, no root.
#
#   docker build -t chat-server .
#   docker run --rm -p 8080:8080 -v chat:/data chat-server               then: telnet localhost 8080
#   docker run --rm -p 8080:8080 -e CHAT_LANG=zh -e CHAT_LOG_FORMAT=json chat-server
#
# Settings are environment variables (CHAT_PORT, CHAT_MAX_GUESTS, ...), or flags after the name of the image. Set the port
# with CHAT_PORT, not with a flag: the health check reads the environment. `docker run chat-server config` prints all.
#
# In a closed network: `deno compile` downloads denort, the runtime that becomes part of the binary, from Deno's own site.
# If you cannot reach that site, put a denort of the same Deno version into this folder and name it. If you only have a
# denort of another version, add the deno of that version too:
#
#   docker build --build-arg DENORT=denort -t chat-server .
#   docker build --build-arg DENORT=denort --build-arg DENO_COMPILE=deno -t chat-server .
#
# Packages come from npm. --build-arg NPM_CONFIG_REGISTRY=... names a mirror, and the proxy arguments of every build
# (HTTPS_PROXY, ...) work as usual.

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
# Lines are kept here: in a volume, or they go with the container.
COPY --from=build --chown=nonroot:nonroot /build/data /data
ENV CHAT_DATA=/data
VOLUME /data
USER nonroot:nonroot
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=5s --retries=3 CMD ["/chat-server", "health"]
ENTRYPOINT ["/chat-server"]
